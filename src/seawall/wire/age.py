"""age files (https://age-encryption.org/v1) of any length, a piece at a time.

The library takes a passphrase only where all of a file is in memory. So the passphrase locks a key that is made for this one file, and
the key locks the file: a line `seawall-locked 1 N`, N bytes of an age file that holds the key, then an age file for that key. Who
locks for keys gets an ordinary age file. age proves that nothing is changed or missing, and says so only at the end: until `unlock`
has returned, what it gave is not to be used.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Protocol, TypeVar

import pyrage

AGE = b"age-encryption.org/v1\n"
LOCKED = re.compile(rb"seawall-locked 1 (\d{1,5})\n")
LONGEST_HEAD = 64
TOO_LONG = "excessive work"
MOST_MEASURED = 4
T = TypeVar("T")


class NotOpened(ValueError):
    """The passphrase or key does not open it."""


class NotAge(ValueError):
    """Not an age file, or not the bytes that were written."""


class NoKey(ValueError):
    """What was given is no age recipient or identity."""


class Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


def lock(
    pieces: Iterable[bytes], file: BinaryIO, *, passphrase: str = "", recipients: Sequence[str] = ()
) -> None:
    """Write the pieces for everybody who has the passphrase or the key of one of the recipients (`age1…`). Errors: NoKey; OSError
    of writing; whatever the pieces raise."""
    if bool(passphrase) == bool(recipients):
        raise NoKey("either a passphrase or recipients")
    doors = [_read_key(pyrage.x25519.Recipient.from_str, each) for each in recipients]
    if passphrase:
        own = pyrage.x25519.Identity.generate()
        key = pyrage.passphrase.encrypt(str(own).encode(), passphrase)
        file.write(b"seawall-locked 1 %d\n" % len(key) + key)
        doors = [own.to_public()]
    with _Ends(_Pieces(iter(pieces)).read, file.write) as ends:
        pyrage.encrypt_io(ends, ends, doors)


def unlock_with_passphrase(file: BinaryIO, passphrase: str, sink: Sink) -> None:
    """Errors: NotOpened, NotAge; OSError of reading; whatever the sink raises."""
    head = file.readline(LONGEST_HEAD)
    if head == AGE:
        raise NotOpened("it is locked for keys, not with a passphrase")
    if (length := LOCKED.fullmatch(head)) is None:
        raise NotAge("not a file that was locked with a passphrase")
    locked = file.read(int(length[1]))
    try:
        key = pyrage.x25519.Identity.from_str(_opened(locked, passphrase).decode())
    except pyrage.DecryptError as fault:
        raise _told(fault) from None
    except (pyrage.IdentityError, ValueError) as fault:
        raise NotAge("what the passphrase opens is no key") from fault
    _unlock(file, [key], sink)


def _opened(locked: bytes, passphrase: str) -> bytes:
    """The library refuses what would take it long, and measures how quick the machine is each time: one that stood still for a moment is
    asked again. A trap stays one."""
    for _measured in range(MOST_MEASURED):
        try:
            return bytes(pyrage.passphrase.decrypt(locked, passphrase))
        except pyrage.DecryptError as fault:
            if TOO_LONG not in str(fault).lower():
                raise
    return bytes(pyrage.passphrase.decrypt(locked, passphrase))


def unlock_with_identities(file: BinaryIO, identities: Sequence[str], sink: Sink) -> None:
    """With secret keys (`AGE-SECRET-KEY-1…`). Errors: NoKey, and those of `unlock_with_passphrase`."""
    keys = [_read_key(pyrage.x25519.Identity.from_str, each) for each in identities]
    head = file.readline(LONGEST_HEAD)
    if LOCKED.fullmatch(head):
        raise NotOpened("it is locked with a passphrase, not for keys")
    if head != AGE:
        raise NotAge("not an age file")
    file.seek(-len(head), 1)
    _unlock(file, keys, sink)


def _unlock(file: BinaryIO, keys: list[Any], sink: Sink) -> None:
    with _Ends(file.read, sink.write) as ends:
        try:
            pyrage.decrypt_io(ends, ends, keys)
        except pyrage.DecryptError as fault:
            raise _told(fault) from None
        except OSError as fault:
            # The library's word for a part that is not what was written.
            raise NotAge(str(fault)) from None


def _told(fault: Exception) -> NotOpened | NotAge:
    # The library has one error for all, told apart by its words; what is not known to be the key is the file.
    said = str(fault).lower()
    return (NotOpened if "no matching key" in said or "decryption failed" in said else NotAge)(str(fault))


def _read_key(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text.strip())
    except (pyrage.RecipientError, pyrage.IdentityError) as fault:
        raise NoKey("no age key") from fault


class _Ends:
    """Both ends of the library's work. What one of them raises comes out as it is, not in the library's words."""

    def __init__(self, read: Callable[[int], bytes], write: Callable[[bytes], object]) -> None:
        self._read, self._write = read, write
        self._fault: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        return self._tried(lambda: self._read(size))

    def write(self, data: bytes) -> int:
        self._tried(lambda: self._write(data))
        return len(data)

    def flush(self) -> None:
        """The library asks for it; what is written here is flushed by whoever opened it."""

    def _tried(self, deed: Callable[[], T]) -> T:
        try:
            return deed()
        except BaseException as fault:
            self._fault = fault
            raise

    def __enter__(self) -> "_Ends":
        return self

    def __exit__(self, *_: object) -> None:
        if self._fault is not None:
            raise self._fault from None


class _Pieces:
    """Pieces of any length as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held, self._place = pieces, b"", 0

    def read(self, size: int) -> bytes:
        while self._place == len(self._held):
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held, self._place = piece, 0
        found = self._held[self._place : self._place + size]
        self._place += len(found)
        return found
