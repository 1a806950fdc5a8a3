"""Every name once, in one order, and never a step out of the folder."""

import os
import socket
from pathlib import Path

import pytest

from seawall.engine.bulk.walk import Seen, Unread, walk


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def paths(folder: Path) -> list[bytes]:
    return [seen.path for seen in walk(folder)]


def test_it_names_every_file_in_the_order_of_its_bytes(tmp_path: Path) -> None:
    made(tmp_path, "b", "a/2", "a/1", "a.jpg", "ä", "Z", "c/d/e/f")
    assert paths(tmp_path) == [b"Z", b"a/1", b"a/2", b"a.jpg", b"b", b"c/d/e/f", "ä".encode()]


def test_it_tells_size_and_time(tmp_path: Path) -> None:
    made(tmp_path, "bridge.jpg")
    os.utime(tmp_path / "bridge.jpg", ns=(5, 1_700_000_000_123_456_789))
    [seen] = walk(tmp_path)
    assert (seen.size, seen.modified, seen.unread) == (10, 1_700_000_000_123_456_789, None)


def test_it_follows_no_link(tmp_path: Path) -> None:
    """Neither to a file nor to a folder, within or without, nor round in a circle."""
    outside = made(tmp_path / "outside", "secret")
    folder = made(tmp_path / "folder", "real/file")
    for name, target in (
        ("file", outside / "secret"),
        ("folder", outside),
        ("circle", folder),
        ("lost", "nowhere"),
    ):
        (folder / name).symlink_to(target)
    unread = {seen.path: seen.unread for seen in walk(folder)}
    assert unread == {
        b"circle": Unread.LINK,
        b"file": Unread.LINK,
        b"folder": Unread.LINK,
        b"lost": Unread.LINK,
        b"real/file": None,
    }


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    made(tmp_path / "folder", "file")
    (tmp_path / "link").symlink_to("folder")
    assert paths(tmp_path / "link") == [b"file"]


def test_it_opens_neither_pipe_nor_socket(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(os.path.relpath(tmp_path / "door"))
        assert {seen.path: seen.unread for seen in walk(tmp_path)} == {
            b"door": Unread.SPECIAL,
            b"pipe": Unread.SPECIAL,
        }


def test_a_name_need_not_be_text(tmp_path: Path) -> None:
    name = b"\xff\xfe\n\x1b[31m"
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_bytes(b"x")
    assert paths(tmp_path) == [name]


def test_a_path_may_be_longer_than_the_system_takes(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(40):
        os.mkdir("d" * 200, dir_fd=here)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("file", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)
    [seen] = walk(tmp_path)
    assert len(seen.path) == 40 * 201 + 4 and seen.unread is None


def test_what_is_opened_is_what_was_seen(tmp_path: Path) -> None:
    """A link put in the place of a file between the look and the opening leads nowhere."""
    made(tmp_path / "folder", "file")
    made(tmp_path, "secret")
    names = walk(tmp_path / "folder")
    seen = next(names)
    (tmp_path / "folder" / "file").unlink()
    (tmp_path / "folder" / "file").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="symbolic link"):
        seen.open()


def test_a_folder_that_vanishes_is_named(tmp_path: Path) -> None:
    made(tmp_path, "a", "b/c", "d")
    names = walk(tmp_path)
    assert next(names).path == b"a"
    (tmp_path / "b" / "c").unlink()
    (tmp_path / "b").rmdir()
    assert list(names)[0] == Seen(b"b", unread=Unread.VANISHED)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may enter every folder")
def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path) -> None:
    made(tmp_path, "a/b", "c")
    (tmp_path / "a").chmod(0)
    assert [(seen.path, seen.unread) for seen in walk(tmp_path)] == [(b"a", Unread.PERMISSION), (b"c", None)]


def test_it_closes_what_it_opened(tmp_path: Path) -> None:
    made(tmp_path, "a/b/c", "a/b/d", "e")
    before = len(os.listdir("/proc/self/fd"))
    names = walk(tmp_path)
    next(names)
    names.close()
    assert len(list(walk(tmp_path))) == 3
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    made(tmp_path, "file")
    with pytest.raises(NotADirectoryError):
        next(walk(tmp_path / "file"))
