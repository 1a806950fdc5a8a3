"""A registry that answers RDAP questions (RFC 9082, 9083) from what the test puts in."""

import ipaddress
import json
from collections import Counter
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.peers.http import HttpPeer

Document = dict[str, Any]


def card(name: str, email: str = "", tel: str = "") -> list[Any]:
    lines: list[Any] = [["version", {}, "text", "4.0"], ["fn", {}, "text", name]]
    if email:
        lines.append(["email", {}, "text", email])
    if tel:
        lines.append(["tel", {"type": "voice"}, "uri", f"tel:{tel}"])
    return ["vcard", lines]


def entity(roles: list[str], name: str, *, email: str = "", within: list[Document] | None = None) -> Document:
    return {
        "objectClassName": "entity",
        "handle": name.upper().replace(" ", "-"),
        "roles": roles,
        "vcardArray": card(name, email),
        "entities": within or [],
    }


def network(
    block: str, name: str, *, country: str = "", abuse: str = "", asn: int | None = None, up: str = ""
) -> Document:
    """A block of addresses whose abuse contact hangs, as at RIPE and ARIN, under its registrant."""
    net = ipaddress.ip_network(block)
    contact = [entity(["abuse"], f"{name} Abuse", email=abuse)] if abuse else []
    found: Document = {
        "objectClassName": "ip network",
        "handle": f"NET-{name.upper().replace(' ', '-')}",
        "name": name,
        "startAddress": str(net[0]),
        "endAddress": str(net[-1]),
        "ipVersion": f"v{net.version}",
        "entities": [entity(["registrant"], name, within=contact)],
        "links": [{"rel": "up", "href": up, "type": "application/rdap+json"}] if up else [],
    }
    if country:
        found["country"] = country
    if asn:
        found["arin_originas0_originautnums"] = [asn]
    return found


def domain(name: str, *, registrar: str, abuse: str = "") -> Document:
    contact = [entity(["abuse"], "Abuse desk", email=abuse)] if abuse else []
    return {
        "objectClassName": "domain",
        "ldhName": name,
        "entities": [entity(["registrar"], registrar, within=contact)],
    }


class RdapPeer(HttpPeer):
    def __init__(self) -> None:
        super().__init__(_Handler)
        self.networks: dict[str, Document] = {}
        self.domains: dict[str, Document] = {}
        self.redirects: dict[str, str] = {}
        self.failing = False
        self.asked: Counter[str] = Counter()

    @property
    def url(self) -> str:
        """As SEAWALL_RDAP wants it."""
        return f"http://{self.host}:{self.port}/"

    def add_network(self, block: str, name: str, **facts: Any) -> None:
        self.networks[block] = network(block, name, **facts)

    def add_domain(self, name: str, **facts: Any) -> None:
        self.domains[name] = domain(name, **facts)

    def answer(self, path: str) -> Document | None:
        kind, _, value = path.strip("/").partition("/")
        if kind == "domain":
            return self.domains.get(value.lower())
        if kind == "ip":
            if value in self.networks:
                return self.networks[value]
            address = ipaddress.ip_address(value)
            blocks = [block for block in self.networks if address in ipaddress.ip_network(block)]
            best = max(blocks, key=lambda block: ipaddress.ip_network(block).prefixlen, default="")
            return self.networks.get(best)
        return None


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        peer = self.server.peer
        peer.asked[self.path] += 1
        if self.path in peer.redirects:
            self.send_response(302)
            self.send_header("Location", peer.redirects[self.path])
            self.end_headers()
            return
        found = None if peer.failing else peer.answer(self.path)
        body = json.dumps(found or {"errorCode": 404, "title": "not found"}).encode()
        self.send_response(500 if peer.failing else 200 if found else 404)
        self.send_header("Content-Type", "application/rdap+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        pass
