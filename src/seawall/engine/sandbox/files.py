"""Anything that holds a file's bytes, as a descriptor that may be handed to a child."""

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seawall.engine.errors import BadInput

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO
BLOCK = 1 << 20


@contextmanager
def readable(source: Source) -> Iterator[int]:
    """A descriptor on a regular file: of a path, of bytes, or of a binary stream from where it stands. Closed at the end.

    Bytes and streams are copied into memory that is then sealed, so that a child cannot change what was handed to it.
    Errors: OSError of opening or reading; BadInput for a folder, a pipe or a device.
    """
    if isinstance(source, str | os.PathLike):
        # Without waiting: opening a named pipe would wait for a writer that may never come.
        fd = os.open(Path(source), os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    else:
        fd = _in_memory(source)
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise BadInput("only a regular file can be fingerprinted")
        yield fd
    finally:
        os.close(fd)


def _in_memory(source: bytes | bytearray | memoryview | BinaryIO) -> int:
    fd = os.memfd_create("source", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        with open(fd, "wb", closefd=False) as copy:
            if isinstance(source, bytes | bytearray | memoryview):
                copy.write(source)
            else:
                shutil.copyfileobj(source, copy, BLOCK)
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
        fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals)
    except BaseException:
        os.close(fd)
        raise
    return fd
