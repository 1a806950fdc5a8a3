"""A folder's fingerprints are those of its files, in parallel, and whatever is among them."""

import hashlib
import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from seawall.engine.bulk import FileFound, FilePrints, Seen, Unread, fingerprint_folder
from seawall.engine.bulk.kinds import is_picture, is_video
from seawall.engine.fingerprints import fingerprint, variants
from seawall.engine.nothashable import NotHashable, Reason
from seawall.engine.pictures.hashing import Picture, VariedPicture
from seawall.engine.pictures.tests.corpus import cases
from seawall.engine.pictures.tests.scenes import scene
from seawall.engine.sandbox import Sandbox
from seawall.engine.videos import fingerprint_video
from seawall.engine.videos.tests.makers import evenly, film, sound
from seawall.engine.videos.vpdq import Frames


def picture(seed: int, form: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.fromarray(scene("shapes", seed, (160, 120))).save(out, form)
    return out.getvalue()


def found_in(folder: Path, **options: Any) -> dict[bytes, FilePrints | Unread]:
    return {found.path: found.prints for found in fingerprint_folder(folder, jobs=2, **options)}


def filled(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_its_fingerprints_are_those_of_each_file(tmp_path: Path) -> None:
    files = {"a.jpg": picture(1), "b.txt": picture(2, "PNG"), "c.jpg": b"words", "d": b"", "e": film()}
    found = found_in(filled(tmp_path, files))
    assert {path.decode() for path in found} == set(files)
    for name, data in files.items():
        prints = found[name.encode()]
        assert isinstance(prints, FilePrints) and prints.digests.sha256 == hashlib.sha256(data).digest()
    for name in ("a.jpg", "b.txt"):
        prints, alone = found[name.encode()], fingerprint(files[name]).picture
        assert isinstance(prints, FilePrints) and isinstance(alone, Picture)
        assert isinstance(prints.shown, VariedPicture) and prints.shown.picture.quality == alone.quality
        assert np.array_equal(prints.shown.picture.code, alone.code)
        each = variants(files[name])
        assert isinstance(each, dict) and each.keys() == prints.shown.variants.keys()
        assert all(np.array_equal(each[turn], code) for turn, code in prints.shown.variants.items())
        assert np.array_equal(each["as_it_is"], alone.code)


def test_a_video_has_its_frames(tmp_path: Path) -> None:
    shown = found_in(filled(tmp_path, {"film": film()}))[b"film"].shown  # type: ignore[union-attr]
    alone = fingerprint_video(film()).frames
    assert isinstance(shown, Frames) and isinstance(alone, Frames)
    assert np.array_equal(shown.codes, alone.codes) and np.array_equal(shown.seconds, alone.seconds)


def reason(prints: FilePrints | Unread) -> str:
    assert isinstance(prints, FilePrints) and isinstance(prints.shown, NotHashable)
    return prints.shown.reason


def test_what_shows_nothing_says_why(tmp_path: Path) -> None:
    files = {
        "words": b"words",
        "empty": b"",
        "half.jpg": picture(1)[:900],
        "sound": sound("mp4", "aac"),
    }
    found = found_in(filled(tmp_path, files))
    reasons = {path.decode(): reason(prints) for path, prints in found.items()}
    assert reasons == {
        "words": Reason.NO_IMAGE,
        "empty": Reason.EMPTY,
        "half.jpg": Reason.TRUNCATED,
        "sound": Reason.DECLINED,
    }


def test_videos_can_be_left_out(tmp_path: Path) -> None:
    found = found_in(filled(tmp_path, {"film": film(), "a.jpg": picture(1)}), videos=False)
    assert reason(found[b"film"]) == Reason.LEFT_OUT
    assert isinstance(found[b"a.jpg"].shown, VariedPicture)  # type: ignore[union-attr]


def test_it_reads_what_is_wanted_and_nothing_else(tmp_path: Path) -> None:
    filled(tmp_path, {"a": b"1", "b": b"2"})
    assert found_in(tmp_path, wanted=lambda seen: seen.path != b"a").keys() == {b"b"}


def test_links_and_pipes_are_named_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/hostname")
    assert found_in(tmp_path) == {b"pipe": Unread.SPECIAL, b"link": Unread.LINK}


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        (lambda path: path.unlink(), Unread.VANISHED),
        (lambda path: (path.unlink(), path.symlink_to("/etc/hostname")), Unread.LINK),
        (lambda path: (path.unlink(), os.mkfifo(path)), Unread.SPECIAL),
    ],
    ids=["gone", "a link", "a pipe"],
)
def test_a_file_that_is_replaced_after_it_was_seen(
    tmp_path: Path, deed: Callable[[Path], object], expected: Unread
) -> None:
    filled(tmp_path, {"a": b"1", "b": b"2"})

    def wanted(seen: Seen) -> bool:
        if seen.path == b"b":
            deed(tmp_path / "b")
        return True

    found = found_in(tmp_path, wanted=wanted)
    assert found[b"b"] == expected and isinstance(found[b"a"], FilePrints)


def test_a_file_that_grows_while_it_is_read_is_not_taken_for_either(tmp_path: Path) -> None:
    filled(tmp_path, {"film": film(times=evenly(2))})

    class Slow(Sandbox):
        """The file grows while its decoder is at work."""

        def run(self, task: str, fd: int, **options: Any) -> Any:
            with (tmp_path / "film").open("ab") as file:
                file.write(b"more")
            return super().run(task, fd, **options)

    box = Slow()
    try:
        assert found_in(tmp_path, sandbox=box) == {b"film": Unread.CHANGED}
    finally:
        box.close()


def test_it_can_be_left_in_the_middle(tmp_path: Path) -> None:
    """Nothing stays open, and files that wait are not begun."""
    filled(tmp_path, {f"{number:03}.jpg": picture(number % 3) for number in range(40)})
    before = len(os.listdir("/proc/self/fd"))
    found = fingerprint_folder(tmp_path, jobs=2)
    assert isinstance(next(found), FileFound)
    found.close()
    until = time.monotonic() + 10
    # Those being read come to their end; the sandbox keeps its one socket.
    while len(os.listdir("/proc/self/fd")) > before + 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert len(os.listdir("/proc/self/fd")) <= before + 2


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_every_picture_is_shown_to_the_picture_decoder(case: Any) -> None:
    assert is_picture(case.data[:1024]) is (case.shown is not Reason.NO_IMAGE)


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        *(
            ("mp4", "libx264"),
            ("mov", "libx264"),
            ("matroska", "libx264"),
            ("webm", "libvpx-vp9"),
            ("avi", "mpeg4"),
        ),
        *(
            ("mpegts", "libx264"),
            ("mpeg", "mpeg2video"),
            ("flv", "flv1"),
            ("asf", "msmpeg4"),
            ("dv", "dvvideo"),
        ),
        *(
            ("h264", "libx264"),
            ("hevc", "libx265"),
            ("m4v", "mpeg4"),
            ("ivf", "libvpx"),
            ("mxf", "mpeg2video"),
        ),
        ("yuv4mpegpipe", "rawvideo"),
        ("nut", "mpeg4"),
    ],
)
def test_every_container_is_shown_to_the_video_decoder(container: str, codec: str) -> None:
    try:
        data = film(times=evenly(1, 25), container=container, codec=codec)
    except Exception as fault:  # noqa: BLE001 - PyAV's many ways to say that this build has no such encoder
        pytest.skip(f"cannot be made here: {type(fault).__name__}")
    assert is_video(data[:1024]) and not is_picture(data[:1024])


@pytest.mark.parametrize(
    "data", [b"", b"words", b"\x7fELF", b"PK\3\4", b"%PDF-1.7", b"MZ", bytes(1024), b"ID3\4"]
)
def test_other_files_cost_no_decoder(data: bytes) -> None:
    assert not is_video(data)
