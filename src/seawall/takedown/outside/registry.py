"""Asking a registry for a JSON document. Only for RDAP and its directories, never for a reported address.

The same guard as for reported addresses stands before every hop: a registry's answer may redirect anywhere. Only the
server that the operator named in SEAWALL_RDAP may lie inside (a mirror of one's own, a test, the demo).
"""

import http.client
import ipaddress
import json
import time
from typing import Any

import ada_url

from seawall.core.outside.guard import Forbidden, Guard
from seawall.core.outside.pinned import Pinned
from seawall.core.outside.resolve import NameFault
from seawall.core.web_addresses import Address, NotAnAddress, parse_address

LARGEST_DOCUMENT = 1024 * 1024
MOST_HOPS = 3
SECONDS = 8.0

_ANYWHERE = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))


class RegistryFault(Exception):
    """No usable answer. `missing` is an answer too: the registry does not know the object."""

    def __init__(self, reason: str, *, missing: bool = False) -> None:
        self.reason, self.missing = reason, missing
        super().__init__(reason)

    @property
    def is_answer(self) -> bool:
        """The registry does not know the object, or there is no registry for it: asking again changes nothing."""
        return self.missing or self.reason == "no_server"


class Registry:
    def __init__(self, guard: Guard, *, named_by_operator: str = "", seconds: float = SECONDS) -> None:
        self._strict = guard
        self._open = Guard(guard.resolver, allowed=_ANYWHERE)
        self._trusted = parse_address(named_by_operator) if named_by_operator else None
        self._seconds = seconds

    def ask(self, url: str) -> dict[str, Any]:
        deadline = time.monotonic() + self._seconds
        for _hop in range(MOST_HOPS + 1):
            status, location, body = self._get(_address(url), deadline)
            if status in (301, 302, 303, 307, 308) and location:
                url = _joined(location, url)
                continue
            if status == 404:
                raise RegistryFault("not_found", missing=True)
            if status != 200:
                raise RegistryFault(f"status_{status}")
            return _document(body)
        raise RegistryFault("too_many_hops")

    def _get(self, address: Address, deadline: float) -> tuple[int, str, bytes]:
        guard = self._guard_for(address)
        left = deadline - time.monotonic()
        if left <= 0:
            raise RegistryFault("timed_out")
        try:
            target = guard.vet(address.scheme, address.host, address.port)
            connection = Pinned(target, guard, min(left, 5.0))
            try:
                connection.request(
                    "GET", address.path, headers={"Accept": "application/rdap+json, application/json"}
                )
                reply = connection.getresponse()
                return reply.status, reply.headers.get("Location", ""), _read(reply, deadline)
            finally:
                connection.close()
        except Forbidden as refused:
            raise RegistryFault(f"guard_{refused.reason}") from None
        except NameFault as fault:
            raise RegistryFault(fault.kind) from None
        except (OSError, http.client.HTTPException):
            raise RegistryFault("no_connection") from None

    def _guard_for(self, address: Address) -> Guard:
        named = self._trusted
        same = named is not None and (named.host, named.port) == (address.host, address.port)
        return self._open if same else self._strict


def _read(reply: http.client.HTTPResponse, deadline: float) -> bytes:
    body = bytearray()
    while chunk := reply.read1(65536):
        body += chunk
        if len(body) > LARGEST_DOCUMENT:
            raise RegistryFault("too_large")
        if time.monotonic() > deadline:
            raise RegistryFault("timed_out")
    return bytes(body)


def _address(url: str) -> Address:
    try:
        return parse_address(url)
    except NotAnAddress:
        raise RegistryFault("bad_address") from None


def _joined(location: str, base: str) -> str:
    try:
        return str(ada_url.URL(location, base=base).href)
    except (ValueError, UnicodeError):
        raise RegistryFault("bad_address") from None


def _document(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise RegistryFault("not_json") from None
    if not isinstance(found, dict):
        raise RegistryFault("not_json")
    return found
