"""Every name in a folder and below, in one order, without following a single link.

Folders are opened one from within the other (openat, O_NOFOLLOW): a link that is put in the place of a folder meanwhile leads
nowhere, and a path may be longer than the system allows for one name.
"""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

IN_FOLDER = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK


class Unread(StrEnum):
    """Why nothing is known of what a file holds."""

    LINK = "link"
    SPECIAL = "special"
    PERMISSION = "permission"
    VANISHED = "vanished"
    CHANGED = "changed"
    TOO_DEEP = "too_deep"
    FAULTY = "faulty"


REASONS = {
    errno.EACCES: Unread.PERMISSION,
    errno.EPERM: Unread.PERMISSION,
    errno.ENOENT: Unread.VANISHED,
    errno.ENOTDIR: Unread.VANISHED,
    errno.ESTALE: Unread.VANISHED,
    # With O_NOFOLLOW: it has become a link since it was seen.
    errno.ELOOP: Unread.LINK,
    errno.EMFILE: Unread.TOO_DEEP,
    errno.ENFILE: Unread.TOO_DEEP,
}


def reason_of(error: OSError) -> Unread:
    return REASONS.get(error.errno or 0, Unread.FAULTY)


@dataclass(frozen=True, slots=True)
class Seen:
    """A name in the folder. `path`: bytes, relative, parts joined by `/`; `size` in bytes, `modified` in nanoseconds since 1970, of
    regular files. `unread` is empty for what may be opened; for a folder that cannot be entered the path is the folder's."""

    path: bytes
    size: int | None = None
    modified: int | None = None
    unread: Unread | None = None
    within: int = -1

    def open(self) -> int:
        """A descriptor, only before `walk` is asked for the next name. Leaves the time of the last reading alone where the system
        allows that. Errors: OSError."""
        name = self.path.rpartition(b"/")[2]
        try:
            return os.open(name, IN_FOLDER | getattr(os, "O_NOATIME", 0), dir_fd=self.within)
        except PermissionError:
            # Only the owner of a file and root may ask for that.
            return os.open(name, IN_FOLDER, dir_fd=self.within)


@dataclass(slots=True)
class _Level:
    folder: int
    path: bytes
    names: Iterator[bytes]


def walk(folder: str | os.PathLike[str]) -> Iterator[Seen]:
    """Files first come, first named by the bytes of their names, folders where their own name stands. Holds the names of the folders
    it is in, one descriptor each. Errors: OSError if the folder itself cannot be opened."""
    levels = [_entered(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC), b"")]
    try:
        while levels:
            name = next(levels[-1].names, None)
            if name is None:
                os.close(levels.pop().folder)
                continue
            seen = _seen(levels[-1], name)
            if isinstance(seen, _Level):
                levels.append(seen)
            else:
                yield seen
    finally:
        for level in levels:
            os.close(level.folder)


def _seen(level: _Level, name: bytes) -> Seen | _Level:
    path = level.path + name
    try:
        facts = os.stat(name, dir_fd=level.folder, follow_symlinks=False)
        if stat.S_ISDIR(facts.st_mode):
            return _entered(os.open(name, IN_FOLDER | os.O_DIRECTORY, dir_fd=level.folder), path + b"/")
    except OSError as error:
        return Seen(path, unread=reason_of(error))
    if stat.S_ISREG(facts.st_mode):
        return Seen(path, facts.st_size, facts.st_mtime_ns, within=level.folder)
    return Seen(path, unread=Unread.LINK if stat.S_ISLNK(facts.st_mode) else Unread.SPECIAL)


def _entered(folder: int, path: bytes) -> _Level:
    """The folder's names as bytes: a name need not be text."""
    try:
        return _Level(folder, path, iter(sorted(map(os.fsencode, os.listdir(folder)))))
    except OSError:
        os.close(folder)
        raise
