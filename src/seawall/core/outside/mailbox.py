"""A mailbox that an administrator has named, read over IMAP (RFC 9051, RFC 3501): TLS from the first byte, one end in time for the whole
reading, a limit for each message before it is fetched and for all that arrives.

It goes through the guard as every door does; a mail server inside is reached when SEAWALL_ALLOW_NETWORKS names its network.
"""

import imaplib
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from seawall.core.outside.guard import Forbidden, Guard, Target
from seawall.core.outside.pinned import Ending, left, secured
from seawall.core.outside.resolve import NameFault

PORT = 993
SECONDS = 120.0
# Of one reading, whatever the far side sends.
MOST_BYTES = 256 << 20
LONGEST_LINE = 1 << 20
SIZE = re.compile(rb"RFC822\.SIZE (\d{1,15})")
# imaplib quotes a password and nothing else; what it would send is a command.
PLAIN = re.compile(r'[^\x00-\x1f\x7f"\\]{1,250}', re.ASCII)


class MailCause(StrEnum):
    """Why the mailbox could not be read."""

    NAME = "name"
    INSIDE = "inside"
    CERTIFICATE = "certificate"
    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    REFUSED = "refused"
    NO_FOLDER = "no_folder"
    TOO_LARGE = "too_large"
    NOT_IMAP = "not_imap"


class Unread(Exception):
    """Carries the cause and never the address."""

    def __init__(self, cause: MailCause) -> None:
        self.cause = cause
        super().__init__(cause.value)


@dataclass(frozen=True, slots=True)
class Account:
    host: str
    port: int
    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str = "INBOX"


@contextmanager
def opened(account: Account, guard: Guard, *, seconds: float = SECONDS) -> Iterator["Folder"]:
    """Signed in, with the folder selected. Errors, also while it is read: Unread."""
    imap = None
    try:
        target = guard.vet("https", account.host, account.port, named=True)
        imap = _Imap(target, guard, seconds)
        yield _selected(imap, account)
    except Unread:
        raise
    except Forbidden:
        raise Unread(MailCause.INSIDE) from None
    except NameFault:
        raise Unread(MailCause.NAME) from None
    except ssl.SSLCertVerificationError:
        raise Unread(MailCause.CERTIFICATE) from None
    except TimeoutError:
        raise Unread(MailCause.TIMED_OUT) from None
    except ssl.SSLError:
        raise Unread(MailCause.NOT_IMAP) from None
    except OSError:
        raise Unread(MailCause.NO_CONNECTION) from None
    except imaplib.IMAP4.error:
        raise Unread(MailCause.NOT_IMAP) from None
    finally:
        if imap is not None:
            imap.leave()


def _selected(imap: "_Imap", account: Account) -> "Folder":
    try:
        imap.login(f'"{account.user}"', account.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise Unread(MailCause.REFUSED) from None
    if imap.select(f'"{account.folder}"')[0] != "OK":
        raise Unread(MailCause.NO_FOLDER)
    return Folder(imap)


class Folder:
    """Messages by their UID; `validity` changes when the server has given out UIDs anew."""

    def __init__(self, imap: "_Imap") -> None:
        self._imap = imap
        said = imap.response("UIDVALIDITY")[1]
        self.validity = _number(said[-1] if said else None)

    def uids_after(self, last: int) -> list[int]:
        """In their order."""
        found = self._ask("SEARCH", None, f"UID {last + 1}:*")
        words = b" ".join(part for part in found if isinstance(part, bytes)).split()
        # `n:*` names the last message even where its UID is lower.
        return sorted({number for word in words if (number := _number(word)) > last})

    def size_of(self, uid: int) -> int | None:
        """None where it is gone."""
        for part in self._ask("FETCH", str(uid), "(RFC822.SIZE)"):
            head = part[0] if isinstance(part, tuple) else part
            if isinstance(head, bytes) and (size := SIZE.search(head)):
                return int(size[1])
        return None

    def message(self, uid: int) -> bytes | None:
        """Whole, and left unread; None where it is gone."""
        for part in self._ask("FETCH", str(uid), "(BODY.PEEK[])"):
            if isinstance(part, tuple) and isinstance(part[1], bytes):
                return part[1]
        return None

    def mark(self, uid: int, to: str = "") -> None:
        """As read, or moved to the folder `to`. A server that does not do it says no, and the message stays as it is."""
        self._imap.uid("STORE", str(uid), "+FLAGS", "(\\Seen)")
        if to and "MOVE" in self._imap.capabilities:
            self._imap.uid("MOVE", str(uid), f'"{to}"')

    def _ask(self, command: str, *words: str | None) -> list[Any]:
        status, found = self._imap.uid(command, *words)  # type: ignore[arg-type]
        if status != "OK":
            raise Unread(MailCause.NOT_IMAP)
        return found


def _number(word: Any) -> int:
    return int(word) if isinstance(word, bytes) and word.isdigit() and len(word) <= 10 else 0


class _Imap(imaplib.IMAP4):
    """To a vetted address and nowhere else; whatever arrives is counted."""

    def __init__(self, target: Target, guard: Guard, seconds: float) -> None:
        self._target, self._guard = target, guard
        self._end, self._left = time.monotonic() + seconds, MOST_BYTES
        super().__init__(target.host, target.port)

    def open(self, *_where: Any, **_more: Any) -> None:
        plain = self._guard.connect(self._target, left(self._end))
        plain.settimeout(left(self._end))
        host = self._target.host.strip("[]")
        self.host, self.port = host, self._target.port
        self.sock: Any = Ending(secured(plain, host), self._end)
        self._arriving = self.sock.makefile("rb")

    def read(self, size: int) -> bytes:
        self._count(size)
        found: bytes = self._arriving.read(size)
        return found

    def readline(self) -> bytes:
        line: bytes = self._arriving.readline(LONGEST_LINE + 1)
        self._count(len(line))
        if len(line) > LONGEST_LINE:
            raise Unread(MailCause.TOO_LARGE)
        return line

    def shutdown(self) -> None:
        self._arriving.close()
        self.sock.close()

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Unread(MailCause.TOO_LARGE)

    def leave(self) -> None:
        """Politely if it goes at once; nothing depends on it."""
        try:
            self.logout()
        except (OSError, ValueError, imaplib.IMAP4.error, Unread):
            self.shutdown()
