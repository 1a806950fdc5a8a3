"""Who runs a network, who sold a name, and where each takes complaints (RDAP, RFC 9082 and 9083).

Which server to ask is decided by whoisit over IANA's bootstrap files (RFC 9224), or by the operator, who may name one
server for everything (SEAWALL_RDAP). A contact is only ever one that a registry published: abuse@ is never guessed.
"""

import json
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Protocol

from whoisit.bootstrap import Bootstrap
from whoisit.errors import WhoisItError
from whoisit.parser import parse_vcard

from seawall.core.outside.guard import Ip
from seawall.takedown.outside.found import EMAIL
from seawall.takedown.outside.registry import Registry, RegistryFault

MOST_ENTITIES = 200
MOST_LEVELS_UP = 2
DAYS_A_DIRECTORY_IS_KEPT = 7


@dataclass(frozen=True, slots=True)
class Organisation:
    """One answer of a registry. `source` is the server's name, for the evidence."""

    name: str = ""
    country: str = ""
    asn: int | None = None
    abuse_email: str = ""
    source: str = ""


class Servers(Protocol):
    def for_ip(self, ip: Ip) -> str: ...
    def for_name(self, name: str) -> str: ...


@dataclass(frozen=True, slots=True)
class OneServer:
    """The operator's choice: one server is asked everything."""

    base: str

    def for_ip(self, ip: Ip) -> str:
        return self.base

    def for_name(self, name: str) -> str:
        return self.base


class IanaServers:
    """IANA's directories, fetched once a week into the data folder and read by whoisit."""

    def __init__(self, registry: Registry, folder: Path) -> None:
        self._registry, self._kept = registry, folder / "rdap-servers.json"
        self._loaded: Bootstrap | None = None
        self._loaded_at = 0.0

    def for_ip(self, ip: Ip) -> str:
        directory = self._directory()
        if isinstance(ip, IPv4Address):
            return self._first(lambda: directory.get_ipv4_endpoints(ip))
        return self._first(lambda: directory.get_ipv6_endpoints(ip))

    def for_name(self, name: str) -> str:
        return self._first(lambda: self._directory().get_dns_endpoints(name.rsplit(".", 1)[-1]))

    def _first(self, look_up: Callable[[], tuple[Any, bool]]) -> str:
        try:
            return str(look_up()[0][0])
        except (WhoisItError, IndexError):
            raise RegistryFault("no_server") from None

    def _directory(self) -> Bootstrap:
        old = time.time() - self._loaded_at > DAYS_A_DIRECTORY_IS_KEPT * 86400
        if self._loaded is None or old:
            self._loaded, self._loaded_at = self._load(), time.time()
        return self._loaded

    def _load(self) -> Bootstrap:
        for documents in (self._from_disk, self._from_iana):
            found = documents()
            if found is None:
                continue
            directory = Bootstrap()
            try:
                directory.load_bootstrap_data(found, from_json=False)
            except WhoisItError:
                continue
            return directory
        raise RegistryFault("no_directory")

    def _from_disk(self) -> dict[str, Any] | None:
        try:
            found = json.loads(self._kept.read_text())
        except (OSError, ValueError):
            return None
        fresh = time.time() - found.get("timestamp", 0) < DAYS_A_DIRECTORY_IS_KEPT * 86400
        return found if fresh else None

    def _from_iana(self) -> dict[str, Any]:
        found: dict[str, Any] = {"timestamp": int(time.time())}
        for name, url in Bootstrap.BOOTSTRAP_URLS.items():
            found[name] = self._registry.ask(url)
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        self._kept.write_text(json.dumps(found))
        return found


class Rdap:
    def __init__(self, registry: Registry, servers: Servers) -> None:
        self._registry, self._servers = registry, servers

    def network(self, ip: Ip) -> Organisation:
        """The network an address lies in; without a contact of its own, its nearest parent's."""
        base = self._servers.for_ip(ip)
        document = self._registry.ask(_join(base, "ip", str(ip)))
        found = _organisation(document, base)
        up = document
        for _level in range(MOST_LEVELS_UP):
            if found.abuse_email:
                break
            link = _link_up(up)
            if not link:
                break
            up = self._registry.ask(link)
            parent = _organisation(up, base)
            found = Organisation(
                found.name, found.country or parent.country, found.asn, parent.abuse_email, found.source
            )
        return found

    def registrar(self, host: str) -> Organisation:
        """Who sold the name: asked for the name and its parents, because only registered names are known."""
        labels = host.split(".")
        for start in range(len(labels) - 1):
            name = ".".join(labels[start:])
            base = self._servers.for_name(name)
            try:
                document = self._registry.ask(_join(base, "domain", name))
            except RegistryFault as fault:
                if fault.missing:
                    continue
                raise
            return _registrar(document, base)
        raise RegistryFault("not_found", missing=True)


def _join(base: str, kind: str, value: str) -> str:
    return f"{base.rstrip('/')}/{kind}/{value}"


def _source(base: str) -> str:
    return "rdap:" + base.split("://", 1)[-1].split("/", 1)[0]


def _entities(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All entities, nearest first: an abuse contact often hangs two levels below."""
    waiting = deque([document])
    for _count in range(MOST_ENTITIES):
        if not waiting:
            return
        here = waiting.popleft()
        if here is not document:
            yield here
        below = here.get("entities")
        waiting.extend(
            entity for entity in (below if isinstance(below, list) else []) if isinstance(entity, dict)
        )


def _has_role(entity: dict[str, Any], role: str) -> bool:
    roles = entity.get("roles")
    return isinstance(roles, list) and role in roles


def _card(entity: dict[str, Any]) -> dict[str, Any]:
    try:
        return dict(parse_vcard(entity.get("vcardArray") or []) or {})
    except (TypeError, ValueError, AttributeError):
        return {}


def _abuse_email(document: dict[str, Any]) -> str:
    for entity in _entities(document):
        if _has_role(entity, "abuse"):
            for email in _card(entity).get("emails") or ():
                if EMAIL.match(email):
                    return str(email)
    return ""


def _name_of(entity: dict[str, Any]) -> str:
    return _short(_card(entity).get("name") or entity.get("handle"))


def _short(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(letter for letter in text if letter.isprintable())[:200]


def _organisation(document: dict[str, Any], base: str) -> Organisation:
    registrant = next((entity for entity in _entities(document) if _has_role(entity, "registrant")), None)
    name = _name_of(registrant) if registrant else ""
    country = _short(document.get("country")).upper()
    asns = document.get("arin_originas0_originautnums")
    asn = asns[0] if isinstance(asns, list) and asns and isinstance(asns[0], int) else None
    return Organisation(
        name=name or _short(document.get("name")),
        country=country if re.fullmatch("[A-Z]{2}", country) else "",
        asn=asn,
        abuse_email=_abuse_email(document),
        source=_source(base),
    )


def _registrar(document: dict[str, Any], base: str) -> Organisation:
    for entity in _entities(document):
        if _has_role(entity, "registrar"):
            # Only below the registrar: a registrant's own mailbox may be the offender's.
            return Organisation(name=_name_of(entity), abuse_email=_abuse_email(entity), source=_source(base))
    return Organisation(source=_source(base))


def _link_up(document: dict[str, Any]) -> str:
    links = document.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, dict) and link.get("rel") == "up" and isinstance(link.get("href"), str):
            return str(link["href"])
    return ""
