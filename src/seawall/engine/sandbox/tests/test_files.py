"""Any source becomes a descriptor on a regular file, and a child cannot change it."""

import io
import os
from pathlib import Path

import pytest

from seawall.engine.errors import BadInput
from seawall.engine.sandbox import readable


def content_of(fd: int) -> bytes:
    return os.pread(fd, 1 << 20, 0)


def test_it_opens_a_path(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"squares")
    for path in (tmp_path / "picture", str(tmp_path / "picture")):
        with readable(path) as fd:
            assert content_of(fd) == b"squares"


@pytest.mark.parametrize("source", [b"squares", bytearray(b"squares"), memoryview(b"squares"), b""])
def test_it_takes_bytes(source: bytes) -> None:
    with readable(source) as fd:
        assert content_of(fd) == bytes(source)


def test_it_takes_a_stream_from_where_it_stands() -> None:
    stream = io.BytesIO(b"headersquares")
    stream.seek(6)
    with readable(stream) as fd:
        assert content_of(fd) == b"squares"


def test_what_it_copied_cannot_be_changed() -> None:
    with readable(b"squares") as fd:
        for change in (lambda: os.write(fd, b"x"), lambda: os.truncate(fd, 0), lambda: os.truncate(fd, 99)):
            with pytest.raises(PermissionError):
                change()


def test_a_path_is_opened_for_reading_only(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"squares")
    with readable(tmp_path / "picture") as fd, pytest.raises(OSError):
        os.write(fd, b"x")


def test_it_refuses_what_is_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(BadInput), readable(path):
            pass
    with pytest.raises(FileNotFoundError), readable(tmp_path / "nothing"):
        pass


def test_it_closes_what_it_opened(tmp_path: Path) -> None:
    with readable(b"squares") as fd:
        pass
    with pytest.raises(OSError):
        os.fstat(fd)
