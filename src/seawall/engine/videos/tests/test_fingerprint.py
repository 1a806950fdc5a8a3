"""Films in many dresses are the same film, other films are not, and what is shown is what is hashed."""

import hashlib
import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from seawall.engine.pictures.pdq import pdq_of_luma
from seawall.engine.sandbox import Sandbox
from seawall.engine.videos import Frames, compare_videos, fingerprint_video
from seawall.engine.videos.luma import luma_of
from seawall.engine.videos.tests.makers import encoded, evenly, joined, picture, with_matrix

Make = Callable[..., Any]

DRESSES: dict[str, dict[str, Any]] = {
    "larger": {"size": (640, 480)},
    "smaller": {"size": (160, 120)},
    "squeezed": {"size": (360, 200)},
    "low bit rate": {"bit_rate": 60_000},
    "more frames a second": {"times": tuple(evenly(5, 25))},
    "29.97": {"times": tuple(Fraction(n * 1001, 30000) for n in range(149))},
    "B frames": {"b_frames": 3},
    "H.265": {"codec": "libx265"},
    "VP8": {"container": "webm", "codec": "libvpx"},
    "VP9": {"container": "webm", "codec": "libvpx-vp9"},
    "AV1": {"container": "mp4", "codec": "libsvtav1"},
    "MPEG-4": {"container": "avi", "codec": "mpeg4"},
    "MPEG-2": {"container": "mpegts", "codec": "mpeg2video", "times": tuple(evenly(5, 25))},
    "Motion JPEG": {"container": "mov", "codec": "mjpeg", "pixels": "yuvj420p"},
    "FLV": {"container": "flv", "codec": "flv1"},
    "WMV": {"container": "asf", "codec": "wmv2"},
    "lossless": {"container": "matroska", "codec": "ffv1"},
    "10 bit": {"pixels": "yuv420p10le"},
    "4:4:4": {"pixels": "yuv444p"},
    "GIF": {"container": "gif", "codec": "gif", "pixels": "rgb8", "times": tuple(evenly(5, 10))},
}


def distances(one: Frames, other: Frames) -> list[int]:
    return [int(bits) for bits in np.bitwise_count(one.codes ^ other.codes).sum(axis=1)]


def test_it_takes_a_frame_a_second(film: Make, frames_of: Make) -> None:
    found = frames_of(film())
    assert found.codes.shape == (5, 32) and found.codes.dtype == np.uint8
    assert found.seconds.tolist() == [0, 1, 2, 3, 4]
    assert (found.quality >= 50).all() and found.fault == ""


def test_it_hashes_the_bytes(film: Make, sandbox: Sandbox, tmp_path: Path) -> None:
    content = film()
    (tmp_path / "film").write_bytes(content)
    for source in (content, io.BytesIO(content), tmp_path / "film", str(tmp_path / "film")):
        digests = fingerprint_video(source, sandbox=sandbox).digests
        assert digests.sha256 == hashlib.sha256(content).digest()
        assert digests.md5 == hashlib.md5(content, usedforsecurity=False).digest()


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_film_in_another_dress_matches(film: Make, frames_of: Make, dress: str) -> None:
    plain, other = frames_of(film()), frames_of(film(**DRESSES[dress]))
    found = compare_videos(other, plain)
    assert (found.query_share, found.target_share) == (1, 1)
    assert found.query_frames == found.target_frames == 5
    # Far within the radius of 31: what is left is the encoder's loss and, at other frame rates, the squares' drift.
    assert max(distances(plain, other)) <= 24


@pytest.mark.parametrize("seed", range(1, 6))
def test_another_film_does_not_match(film: Make, frames_of: Make, seed: int) -> None:
    found = compare_videos(frames_of(film(seed)), frames_of(film()))
    assert (found.query_share, found.target_share) == (0, 0)
    assert not found.matches()


def test_a_clip_within_a_film_is_found(film: Make, frames_of: Make) -> None:
    clip = frames_of(film(times=tuple(evenly(5)[16:32])))
    found = compare_videos(frames_of(film()), clip)
    assert found.target_share == 1 and found.query_share == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("matrix", "back"),
    [((0, 1, -1, 0), 1), ((-1, 0, 0, -1), 2), ((0, -1, 1, 0), -1)],
    ids=["quarter", "half", "three quarters"],
)
def test_a_film_turned_by_its_container_is_hashed_as_shown(
    frames_of: Make, film: Make, matrix: tuple[int, int, int, int], back: int
) -> None:
    times = evenly(3)
    turned = encoded([np.rot90(picture(0, float(time)), back).copy() for time in times], times)
    shown = frames_of(with_matrix(turned, *matrix))
    upright = frames_of(encoded([picture(0, float(time)) for time in times], times))
    assert max(distances(shown, upright)) <= 16
    assert min(distances(frames_of(turned), upright)) > 31


def test_a_film_mirrored_by_its_container_is_hashed_as_shown(frames_of: Make) -> None:
    times = evenly(2)
    mirrored = encoded([picture(0, float(time))[:, ::-1].copy() for time in times], times)
    upright = frames_of(encoded([picture(0, float(time)) for time in times], times))
    assert max(distances(frames_of(with_matrix(mirrored, -1, 0, 0, 1)), upright)) <= 16


@pytest.mark.parametrize("b_frames", [0, 3])
def test_a_variable_rate_gives_what_is_shown_at_each_second(frames_of: Make, b_frames: int) -> None:
    times = [Fraction(n, 10) for n in (0, 1, 2, 8, 31, 32, 33, 58, 60)]
    found = frames_of(encoded([picture(0, float(time)) for time in times], times, b_frames=b_frames))
    # At second 1, 2 and 3 the frame of 0.8 is shown, at 4 and 5 that of 3.3; each counts once.
    assert found.seconds.tolist() == pytest.approx([0, 0.8, 3.3, 6])


def test_joined_recordings_go_on_in_time(film: Make, frames_of: Make) -> None:
    one = film(container="mpegts", codec="mpeg2video", times=tuple(evenly(4, 25)))
    other = film(3, container="mpegts", codec="mpeg2video", times=tuple(evenly(4, 25)))
    found = frames_of(joined(one, other))
    assert found.seconds.tolist() == pytest.approx(list(range(8)), abs=0.1)
    assert compare_videos(found, frames_of(other)).target_share >= 0.75


def looked_up(content: bytes, seconds: int) -> list[list[int]]:
    """The codes of the frames shown at each second, from decoding every frame and looking."""
    with av.open(io.BytesIO(content)) as file:
        every = [(frame.time, luma_of(frame)) for frame in file.decode(video=0)]
    start = every[0][0]
    shown = [[luma for time, luma in every if time - start <= second][-1] for second in range(seconds)]
    return [pdq_of_luma(luma)[0].tolist() for luma in shown]


@pytest.mark.parametrize("dress", ["B frames", "29.97", "H.265", "VP9", "MPEG-2"])
def test_skipping_what_lies_between_the_seconds_changes_nothing(
    film: Make, frames_of: Make, dress: str
) -> None:
    content = film(**DRESSES[dress])
    assert frames_of(content).codes.tolist() == looked_up(content, 5)


def test_key_frames_are_fewer_and_the_same(film: Make, frames_of: Make) -> None:
    found = frames_of(film(codec="mpeg4", container="avi"), key_frames=True)
    assert 1 < len(found) <= 5
    assert (np.diff(found.seconds) >= 1).all() and found.fault == ""
    # Every frame of Motion JPEG is a key frame: then both ways give the same.
    jpeg = film(container="mov", codec="mjpeg", pixels="yuvj420p")
    assert (frames_of(jpeg, key_frames=True).codes == frames_of(jpeg).codes).all()


def test_a_plain_picture_has_no_quality(frames_of: Make) -> None:
    times = evenly(2)
    found = frames_of(encoded([np.full((240, 320, 3), 90, np.uint8) for _ in times], times))
    assert (found.quality < 50).all()
    assert compare_videos(found, found).query_frames == 0
