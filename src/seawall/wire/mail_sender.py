"""Who sent a message, as far as the operator's own mail server has proven it (RFC 8601, Authentication-Results).

Anybody can write any sender, and any such header too. A mail server puts its own on top and takes out forged ones that bear its name
(RFC 8601, 5), so only the first header counts, and only where it names that server. It proves the sender's domain where DMARC passed for it, or DKIM or
SPF passed for that domain itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses

LONGEST_HEAD = 256 << 10
LONGEST_RESULT = 10_000
MOST_RESULTS = 50
COMMENT = re.compile(r"\([^()]*\)")
METHOD = re.compile(r"\s*(dkim|spf|dmarc)\s*=\s*pass\b", re.IGNORECASE)
# Of each method the property that names the domain it is about.
PROPERTIES = {"dkim": "header.d", "spf": "smtp.mailfrom", "dmarc": "header.from"}
ADDRESS = re.compile(r"[^@\s<>\"(),:;\\]{1,64}@([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sender:
    """`address` in small letters; empty where there is none, or more than one. `proven`: its domain is."""

    address: str = field(repr=False)
    proven: bool


def sender_of(message: bytes, server: str) -> Sender:
    """`server`: the name (authserv-id) under which the operator's mail server writes its results. Never fails."""
    head = _head(message)
    address = _only_address(head)
    if not address or not server:
        return Sender(address, False)
    domain = address.rpartition("@")[2]
    return Sender(address, domain in set(_proven_by(head, server)))


def message_id(message: bytes) -> str:
    return str(_head(message).get("message-id", "")).strip()[:1_000]


def _head(message: bytes) -> Message:
    lines = message[:LONGEST_HEAD].replace(b"\r\n", b"\n")
    return message_from_bytes(lines.partition(b"\n\n")[0] + b"\n\n", policy=compat32)


def _only_address(head: Message) -> str:
    found = [str(value) for value in head.get_all("from", [])]
    if len(found) != 1:
        return ""
    addresses = [address for _name, address in getaddresses(found)]
    if len(addresses) != 1 or not ADDRESS.fullmatch(addresses[0]):
        return ""
    return addresses[0].lower()


def _proven_by(head: Message, server: str) -> Iterator[str]:
    first = str(head.get("authentication-results", ""))[:LONGEST_RESULT]
    name, *results = _without_comments(first).split(";")
    words = name.split()
    if not words or words[0].lower() != server.lower():
        return
    for result in results[:MOST_RESULTS]:
        if method := METHOD.match(result):
            wanted = PROPERTIES[method[1].lower()]
            for word in result.split():
                prop, _, value = word.partition("=")
                if prop.lower() == wanted:
                    yield value.strip('"').lower().rpartition("@")[2].rstrip(".")


def _without_comments(text: str) -> str:
    text = text.replace("\n", " ").replace("\r", " ")
    while (shorter := COMMENT.sub(" ", text)) != text:
        text = shorter
    return text
