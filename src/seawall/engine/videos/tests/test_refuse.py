"""Broken, hostile and endless files: frames up to the fault, or a reason, and always in time."""

import random
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from seawall.engine.nothashable import NotHashable, Reason
from seawall.engine.sandbox import Sandbox, readable
from seawall.engine.videos import compare_videos, fingerprint_video
from seawall.engine.videos.tests.makers import joined, picture, sound
from seawall.engine.videos.vpdq import unpacked

Make = Callable[..., Any]
PLAY_LIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


@pytest.mark.parametrize(
    "content",
    [b"\0" * 1000, b"words, not a film", random.Random(5).randbytes(5000), PLAY_LIST],
    ids=["zeros", "text", "noise", "play list"],
)
def test_what_is_no_film_is_not_hashable(refusal_of: Make, content: bytes) -> None:
    found = refusal_of(content)
    assert found.reason == "declined" and found.detail


def test_a_file_of_no_bytes_is_empty(refusal_of: Make) -> None:
    assert refusal_of(b"").reason == Reason.EMPTY


@pytest.mark.parametrize(
    "content",
    [
        b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        b"<?xml version='1.0'?><MPD><Period><BaseURL>file:///etc/passwd</BaseURL></Period></MPD>",
        b"<smil><video src='file:///etc/passwd'/></smil>",
    ],
    ids=["concat", "DASH", "SMIL"],
)
def test_a_list_of_other_files_is_not_followed(refusal_of: Make, content: bytes) -> None:
    assert refusal_of(content).reason == "declined"


def test_sound_alone_is_not_hashable(refusal_of: Make) -> None:
    assert refusal_of(sound("matroska", "pcm_s16le")).detail == "no moving picture in it"
    assert refusal_of(sound()).reason == "declined"


@pytest.mark.parametrize("part", [0.3, 0.5, 0.8])
@pytest.mark.parametrize("container", ["mp4", "matroska", "mpegts"])
def test_a_film_cut_short_gives_frames_up_to_there(
    film: Make, frames_of: Make, container: str, part: float
) -> None:
    content = film(container=container, index_first=container == "mp4")
    whole, cut = frames_of(content), frames_of(content[: int(len(content) * part)])
    assert 0 < len(cut) < len(whole)
    assert (cut.codes[:-1] == whole.codes[: len(cut) - 1]).all()
    # A transport stream has neither a length nor an end that could be missed.
    assert cut.fault or container == "mpegts"


def test_a_film_without_its_index_is_not_hashable(film: Make, refusal_of: Make) -> None:
    content = film()
    assert refusal_of(content[: content.index(b"moov") - 4]).reason == "declined"


def test_a_hole_in_the_middle_is_told_and_the_rest_is_read(film: Make, frames_of: Make) -> None:
    content = bytearray(film())
    middle = len(content) // 2
    content[middle : middle + 2000] = bytes(2000)
    found, whole = frames_of(bytes(content)), frames_of(film())
    assert found.fault.startswith("damaged from second") or len(found) == len(whole)
    assert compare_videos(found, whole).target_share >= 0.25


def test_a_film_with_anything_behind_it_is_still_that_film(film: Make, frames_of: Make) -> None:
    polyglot = film() + b"PK\x03\x04" + random.Random(1).randbytes(3000)
    assert compare_videos(frames_of(polyglot), frames_of(film())).target_share == 1


def test_an_endless_film_is_cut_and_said_to_be(film: Make, frames_of: Make) -> None:
    found = frames_of(joined(*[film(container="mpegts")] * 300), seconds=0.5)
    assert 1 <= len(found) < 1500
    assert "it took too long" in found.fault


def test_a_film_of_too_many_frames_is_cut(film: Make, sandbox: Sandbox) -> None:
    with readable(film()) as fd:
        found = unpacked(bytes(sandbox.run("video", fd, most_frames=3)))  # type: ignore[arg-type]
    assert len(found) == 3 and found.fault == "cut after 3 frames"


def test_a_frame_of_20000_by_20000_is_refused(film: Make, refusal_of: Make) -> None:
    content = bytearray(film(container="mov", codec="mjpeg", pixels="yuvj420p"))
    at = -1
    while (at := content.find(b"\xff\xc0", at + 1)) >= 0:
        content[at + 5 : at + 9] = struct.pack(">HH", 20000, 20000)
    for place in [n for n in range(len(content)) if content[n : n + 4] == b"jpeg"]:
        content[place + 28 : place + 32] = struct.pack(">HH", 20000, 20000)
    assert refusal_of(bytes(content)).reason in {"declined", "memory", "failed"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("container", "codec", "pixels"),
    [
        ("mp4", "libx264", "yuv420p"),
        ("mp4", "libx265", "yuv420p"),
        ("webm", "libvpx-vp9", "yuv420p"),
        ("mp4", "libsvtav1", "yuv420p"),
        ("avi", "mpeg4", "yuv420p"),
        ("mpegts", "mpeg2video", "yuv420p"),
        ("mov", "mjpeg", "yuvj420p"),
        ("flv", "flv1", "yuv420p"),
        ("asf", "wmv2", "yuv420p"),
        ("gif", "gif", "rgb8"),
    ],
)
def test_mutated_films_harm_nobody(
    film: Make, sandbox: Sandbox, container: str, codec: str, pixels: str
) -> None:
    content = film(container=container, codec=codec, pixels=pixels, size=(96, 64))
    dice = random.Random(container + codec)
    for _ in range(40):
        found = fingerprint_video(mutated(content, dice), sandbox=sandbox, seconds=4).frames
        if isinstance(found, NotHashable):
            assert found.reason in {"declined", "crashed", "memory", "failed"}, found
    assert compare_videos(*[fingerprint_video(content, sandbox=sandbox).frames] * 2).query_share == 1  # type: ignore[list-item]


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, some cut out, some doubled."""
    changed = bytearray(content)
    for _ in range(dice.choice((1, 5, 50))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    start = dice.randrange(len(changed))
    length = dice.randrange(1, 500)
    match dice.randrange(4):
        case 0:
            del changed[start : start + length]
        case 1:
            changed[start:start] = changed[start : start + length]
        case 2:
            del changed[start:]
    return bytes(changed)


def test_the_maker_makes_different_films() -> None:
    assert not np.array_equal(picture(0, 0), picture(1, 0))
