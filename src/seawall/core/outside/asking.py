"""One HTTP question to an address that the operator has named: checked certificate, no redirect, one end in time, a limit in size.

It goes through the guard all the same: a name can be made to lead inside. A service inside is reached when SEAWALL_ALLOW_NETWORKS names
its network, and only such a one without TLS.
"""

import http.client
import io
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any, BinaryIO

from seawall.core.outside.guard import Forbidden, Guard, Target
from seawall.core.outside.pinned import Pinned
from seawall.core.outside.resolve import NameFault
from seawall.core.web_addresses import NotAnAddress, parse_address

# A page of a list with a thousand entries has about two million bytes; who sends more than this sends no page.
LARGEST = 64 << 20
SECONDS = 60.0
PIECE = 1 << 16
REDIRECTS = range(300, 400)


class Cause(StrEnum):
    """Why there is no answer."""

    ADDRESS = "address"
    NAME = "name"
    INSIDE = "inside"
    PLAIN = "plain"
    CERTIFICATE = "certificate"
    NO_CONNECTION = "no_connection"
    TIMED_OUT = "timed_out"
    NOT_HTTP = "not_http"
    CUT = "cut"
    TOO_LARGE = "too_large"
    REDIRECTED = "redirected"


class Unanswered(Exception):
    """Carries the cause and never the address."""

    def __init__(self, cause: Cause) -> None:
        self.cause = cause
        super().__init__(cause.value)


@dataclass(frozen=True, slots=True)
class Question:
    """`headers` may hold what lets us in, so no repr shows them."""

    url: str = field(repr=False)
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def stream(self) -> BinaryIO:
        return io.BytesIO(self.body)

    @property
    def seconds_off(self) -> float | None:
        """How far the far clock is before ours, by its `Date`; None where it does not say."""
        try:
            return parsedate_to_datetime(self.headers["date"]).timestamp() - time.time()
        except (KeyError, ValueError, TypeError, OverflowError):
            return None


def ask(question: Question, guard: Guard, *, seconds: float = SECONDS, most: int = LARGEST) -> Reply:
    """Any status but a redirect is an answer. Errors: Unanswered."""
    try:
        address = parse_address(question.url)
        target = guard.vet(address.scheme, address.host, address.port)
        if target.scheme != "https" and not _inside(target, guard):
            raise Unanswered(Cause.PLAIN)
        return _asked(question, address.path, Pinned(target, guard, seconds), most)
    except NotAnAddress:
        raise Unanswered(Cause.ADDRESS) from None
    except Forbidden:
        raise Unanswered(Cause.INSIDE) from None
    except NameFault:
        raise Unanswered(Cause.NAME) from None
    except ssl.SSLCertVerificationError:
        raise Unanswered(Cause.CERTIFICATE) from None
    except TimeoutError:
        raise Unanswered(Cause.TIMED_OUT) from None
    except (http.client.IncompleteRead, ConnectionResetError):
        raise Unanswered(Cause.CUT) from None
    except OSError:
        raise Unanswered(Cause.NO_CONNECTION) from None
    except http.client.HTTPException:
        raise Unanswered(Cause.NOT_HTTP) from None


def _inside(target: Target, guard: Guard) -> bool:
    """Every address lies in a network that the operator has allowed."""
    return all(
        any(ip in network for network in guard.allowed if network.version == ip.version) for ip in target.ips
    )


def _asked(question: Question, path: str, connection: Pinned, most: int) -> Reply:
    try:
        connection.request(
            question.method, path, question.body or None, {"Connection": "close", **question.headers}
        )
        reply = connection.getresponse()
        if reply.status in REDIRECTS:
            # Our credentials would travel to wherever it says.
            raise Unanswered(Cause.REDIRECTED)
        headers = {name.lower(): value for name, value in reply.getheaders()}
        return Reply(reply.status, headers, _read(reply, most))
    finally:
        connection.close()


def _read(reply: Any, most: int) -> bytes:
    body = bytearray()
    while piece := reply.read(PIECE):
        body += piece
        if len(body) > most:
            raise Unanswered(Cause.TOO_LARGE)
    # http.client takes an early end for the end where it reads in pieces.
    if reply.length:
        raise Unanswered(Cause.CUT)
    return bytes(body)
