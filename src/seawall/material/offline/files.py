"""A file is given by its path, and read more than once."""

import stat
from pathlib import Path

from seawall.material.offline.faults import Cause, Impossible


def must_be_file(path: Path) -> None:
    """Of a pipe the second reader would get the rest, and without a writer wait for ever. Raises `Impossible`."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise Impossible(Cause.NOT_READ, path, error.strerror or "") from error
    if not stat.S_ISREG(mode):
        raise Impossible(Cause.NO_FILE, path)
