"""Is it still there? A HEAD request, read byte by byte up to the end of the header and not one byte further.

Rule of the wall: nothing under suspicion is fetched. A HEAD has no body; a server that sends one all the same is
hung up on before any of it is read.
"""

import functools
import socket
import ssl
import time
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import ada_url

from seawall.core.outside.guard import Forbidden, Guard, Refusal, Target
from seawall.core.outside.resolve import NameFault
from seawall.core.web_addresses import Address, NotAnAddress, parse_address

MOST_HOPS = 5
LARGEST_HEADER = 16 * 1024
# One slow byte a second must not hold a worker for hours: the whole look has an end, not only each wait.
SECONDS = 10.0

# It names what it is and gives no hint of who runs it: a site must not learn which hotline looks.
AGENT = "Mozilla/5.0 (compatible; availability check; HEAD only)"


class Standing(StrEnum):
    UP = "up"
    GONE = "gone"
    MOVED = "moved"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a check says what it says."""

    ANSWERED = "answered"
    STATUS_GONE = "status_gone"
    NO_SUCH_NAME = "no_such_name"
    NO_ADDRESS = "no_address"
    REDIRECT = "redirect"
    STATUS_REFUSED = "status_refused"
    STATUS_SERVER = "status_server"
    STATUS_OTHER = "status_other"
    NAME_UNANSWERED = "name_unanswered"
    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    NOT_HTTP = "not_http"
    HEADER_TOO_LARGE = "header_too_large"
    CERTIFICATE = "certificate"
    TOO_MANY_HOPS = "too_many_hops"
    GUARD = "guard"
    ONION = "onion"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True, slots=True)
class Look:
    """What one check found. `moved_to` is confidential like the address itself."""

    standing: Standing
    reason: Reason
    status: int | None = None
    moved_to: Address | None = None
    hops: int = 0
    refusal: str = ""
    certificate_trusted: bool = True


class _Broken(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str
    trusted: bool


def look(address: Address, guard: Guard, *, seconds: float = SECONDS) -> Look:
    """Follow at most five redirects, each vetted like the first; never raises for what the far side does."""
    deadline = time.monotonic() + seconds
    here, hops, trusted = address, 0, True
    while True:
        try:
            target = guard.vet(here.scheme, here.host, here.port)
            reply = _ask(target, here.path, guard, deadline)
        except Forbidden as refused:
            onion = refused.reason is Refusal.ONION
            return Look(
                Standing.UNKNOWN, Reason.ONION if onion else Reason.GUARD, hops=hops, refusal=refused.reason
            )
        except NameFault as fault:
            # A redirect to a name that does not exist says nothing about the page itself.
            if fault.is_gone and not hops:
                return Look(Standing.GONE, Reason(fault.kind.value))
            return Look(Standing.UNKNOWN, Reason.NAME_UNANSWERED, hops=hops)
        except _Broken as broken:
            return Look(Standing.UNKNOWN, broken.reason, hops=hops, certificate_trusted=trusted)
        trusted = trusted and reply.trusted
        onward = _onward(here, reply)
        if onward is None or onward.digest == here.digest and onward.url == here.url:
            return _verdict(address, here, reply, hops, trusted)
        hops += 1
        if hops > MOST_HOPS:
            return Look(Standing.UNKNOWN, Reason.TOO_MANY_HOPS, reply.status, hops=hops)
        here = onward


def _onward(here: Address, reply: _Reply) -> Address | None:
    if reply.status not in (301, 302, 303, 307, 308) or not reply.location:
        return None
    try:
        return parse_address(ada_url.URL(reply.location, base=here.url).href)
    except (NotAnAddress, ValueError, UnicodeError):
        return None


def _verdict(first: Address, last: Address, reply: _Reply, hops: int, trusted: bool) -> Look:
    status = reply.status

    def said(standing: Standing, reason: Reason, moved_to: Address | None = None) -> Look:
        return Look(standing, reason, status, moved_to, hops, certificate_trusted=trusted)

    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS):
        if not trusted:
            # Anybody on the way could have said "gone" to make us stop looking.
            return said(Standing.UNKNOWN, Reason.CERTIFICATE)
        return said(Standing.GONE, Reason.STATUS_GONE)
    if 200 <= status < 300:
        if _same_place(first, last):
            return said(Standing.UP, Reason.ANSWERED)
        return said(Standing.MOVED, Reason.REDIRECT, last)
    if status in (401, 403, 405, 429, 501):
        return said(Standing.UNKNOWN, Reason.STATUS_REFUSED)
    if status >= 500:
        return said(Standing.UNKNOWN, Reason.STATUS_SERVER)
    return said(Standing.UNKNOWN, Reason.STATUS_OTHER)


def _same_place(first: Address, last: Address) -> bool:
    """http to https, a www in front or a slash at the end is the same page in other clothes."""

    def plain(address: Address) -> tuple[str, str]:
        return address.host.removeprefix("www."), address.path.rstrip("/")

    return first.digest == last.digest or plain(first) == plain(last)


def _ask(target: Target, path: str, guard: Guard, deadline: float) -> _Reply:
    try:
        return _ask_once(target, path, guard, deadline, verify=True)
    except ssl.SSLCertVerificationError:
        return _ask_once(target, path, guard, deadline, verify=False)


def _ask_once(target: Target, path: str, guard: Guard, deadline: float, *, verify: bool) -> _Reply:
    try:
        with guard.connect(target, _left(deadline)) as plain:
            plain.settimeout(_left(deadline))
            if target.scheme == "http":
                return _exchange(plain, target, path, deadline, trusted=True)
            with _tls(verify).wrap_socket(plain, server_hostname=target.host.strip("[]")) as secure:
                return _exchange(secure, target, path, deadline, trusted=verify)
    except ssl.SSLCertVerificationError:
        raise
    except TimeoutError:
        raise _Broken(Reason.TIMED_OUT) from None
    except OSError:
        raise _Broken(Reason.NO_CONNECTION) from None


@functools.cache
def _tls(verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verify:
        # Many such hosts have no valid certificate. "Up" is worth knowing; "gone" is then not believed.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _Broken(Reason.TIMED_OUT)
    return min(left, 5.0)


def _exchange(
    connection: socket.socket, target: Target, path: str, deadline: float, *, trusted: bool
) -> _Reply:
    request = (
        f"HEAD {path} HTTP/1.1\r\nHost: {target.authority}\r\nUser-Agent: {AGENT}\r\n"
        "Accept: */*\r\nConnection: close\r\n\r\n"
    )
    connection.sendall(request.encode("ascii"))
    for _interim in range(4):
        status, location = _read_header(connection, deadline)
        if status >= 200:
            return _Reply(status, location, trusted)
    raise _Broken(Reason.NOT_HTTP)


def _read_header(connection: socket.socket, deadline: float) -> tuple[int, str]:
    header = bytearray()
    while not header.endswith(b"\r\n\r\n") and not header.endswith(b"\n\n"):
        connection.settimeout(_left(deadline))
        byte = connection.recv(1)
        if not byte:
            raise _Broken(Reason.NOT_HTTP)
        header += byte
        if len(header) == 5 and header != b"HTTP/":
            raise _Broken(Reason.NOT_HTTP)
        if len(header) > LARGEST_HEADER:
            raise _Broken(Reason.HEADER_TOO_LARGE)
    return _read_status(header.decode("latin-1").splitlines())


def _read_status(lines: list[str]) -> tuple[int, str]:
    words = lines[0].split(None, 2)
    if len(words) < 2 or len(words[1]) != 3 or not words[1].isascii() or not words[1].isdigit():
        raise _Broken(Reason.NOT_HTTP)
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "location":
            return int(words[1]), value.strip()
    return int(words[1]), ""
