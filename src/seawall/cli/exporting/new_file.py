"""A new file with confidential content: its owner's alone, and whole or not there."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from seawall.material.offline.faults import Cause, Impossible

OWNER_ALONE = 0o600


def must_be_new(out: Path) -> None:
    """Before a passphrase is thought of and typed twice, and before anything is revealed."""
    if out.exists():
        raise Impossible(Cause.EXISTS, out)
    if not os.access(out.parent, os.W_OK):
        why = errno.EACCES if out.parent.exists() else errno.ENOENT
        raise Impossible(Cause.NOT_WRITTEN, out, os.strerror(why))


@contextmanager
def kept(out: Path) -> Iterator[BinaryIO]:
    """A new file, which is whole on the disk at the end, or is not there."""
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise Impossible(Cause.EXISTS, out) from None
    except BaseException as error:
        out.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise Impossible(Cause.NOT_WRITTEN, out, error.strerror or "") from None
