"""One reading of a web address for the whole house: browsers' own (WHATWG, by ada), stricter where deceit hides.

`Address.url` is the exact address to name in a notice. `Address.digest` answers "is this the same place?".
Whoever connects goes by `host` and `port`, never by the text that came in.
"""

import hashlib
import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_to_bytes

import ada_url

# NCMEC's locationOfFile and most servers stop near 2,083 characters; longer ones are attacks or mistakes.
LONGEST = 2083

DEFAULT_PORTS = {"http": 80, "https": 443}


class Fault(StrEnum):
    """Why a text is not a web address that Seawall works with."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL = "control_characters"
    DIRECTION = "direction_characters"
    INVISIBLE = "invisible_characters"
    SCHEME = "scheme"
    HOST = "host"
    PORT = "port"
    UNREADABLE = "unreadable"


class AddressNote(StrEnum):
    """What was changed or is odd: shown beside the masked address, so that nothing was altered silently."""

    DEFANGED = "defanged"
    SCHEME_ASSUMED = "scheme_assumed"
    LOGIN_REMOVED = "login_removed"
    ODD_IP = "odd_ip"
    IP_LITERAL = "ip_literal"
    INTERNATIONAL = "international"
    MIXED_SCRIPTS = "mixed_scripts"
    UNUSUAL_PORT = "unusual_port"
    ONION = "onion"


class NotAnAddress(ValueError):
    """The text is refused. Carries the fault alone: the text is confidential and never enters an error."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    scheme: str
    host: str
    port: int
    digest: str
    notes: tuple[AddressNote, ...] = ()

    def __repr__(self) -> str:
        # A traceback or a log line prints this; the URL is confidential personal data.
        return f"Address({self.scheme}://…, digest={self.digest[:8]}…)"

    __str__ = __repr__

    @property
    def is_onion(self) -> bool:
        return self.host.endswith(".onion")

    @property
    def ip(self) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
        try:
            return ipaddress.ip_address(self.host.strip("[]"))
        except ValueError:
            return None

    @property
    def path(self) -> str:
        """What a request line asks for: path and query, no fragment."""
        return _parts(self.url).request_target


@dataclass(frozen=True, slots=True)
class _Parts:
    request_target: str
    fragment: str


def parse_address(text: str) -> Address:
    """Read one web address; NotAnAddress says why not. Never resolves a name, never connects."""
    text = text.strip(" \t\r\n")
    _refuse_deceit(text)
    text, notes = _with_scheme(*_refanged(text))
    try:
        parsed = ada_url.URL(text)
    except (ValueError, UnicodeError):
        raise NotAnAddress(Fault.UNREADABLE) from None
    scheme = parsed.protocol.rstrip(":")
    if scheme not in DEFAULT_PORTS:
        raise NotAnAddress(Fault.SCHEME)
    host = _checked_host(parsed.hostname)
    port = int(parsed.port) if parsed.port else DEFAULT_PORTS[scheme]
    if port == 0:
        raise NotAnAddress(Fault.PORT)
    if parsed.username or parsed.password:
        # A login in an address is never used and never passed on.
        notes.append(AddressNote.LOGIN_REMOVED)
    notes += _notes_on_host(text, host)
    if parsed.port:
        notes.append(AddressNote.UNUSUAL_PORT)
    netloc = host if not parsed.port else f"{host}:{port}"
    url = f"{scheme}://{netloc}{parsed.pathname}{parsed.search}{parsed.hash}"
    if len(url) > LONGEST:
        raise NotAnAddress(Fault.TOO_LONG)
    return Address(url, scheme, host, port, _digest(scheme, host, port, url), tuple(notes))


def _refuse_deceit(text: str) -> None:
    """Browsers drop tabs and line ends and show reversed text; a reader would see another address than we do."""
    if not text:
        raise NotAnAddress(Fault.EMPTY)
    if len(text) > LONGEST:
        raise NotAnAddress(Fault.TOO_LONG)
    for character in text:
        category = unicodedata.category(character)
        if unicodedata.bidirectional(character) in _DIRECTIONS or character in _MARKS:
            raise NotAnAddress(Fault.DIRECTION)
        if category in ("Cc", "Zl", "Zp", "Cs"):
            raise NotAnAddress(Fault.CONTROL)
        if category == "Cf" or character in _BLANKS:
            raise NotAnAddress(Fault.INVISIBLE)


_DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = "\u200e\u200f\u061c"
_BLANKS = "\u3164\u115f\u1160\uffa0\u2800\u034f"

_HXXP = re.compile(r"^h(xx|\*\*)p(s?)(?=\[?:)", re.IGNORECASE)


def _refanged(text: str) -> tuple[str, list[AddressNote]]:
    """Professionals write hxxps://host[.]example so that nobody clicks it by accident."""
    head, slash, tail = _split_host(text)
    clean = _HXXP.sub(r"http\2", head)
    for written, meant in (("[.]", "."), ("(.)", "."), ("[:]", ":"), ("[://]", "://")):
        clean = clean.replace(written, meant)
    return clean + slash + tail, [AddressNote.DEFANGED] if clean != head else []


def _split_host(text: str) -> tuple[str, str, str]:
    start = text.find("://")
    start = 0 if start < 0 else start + 3
    end = text.find("/", start)
    return (text, "", "") if end < 0 else (text[:end], text[end], text[end + 1 :])


# "mailto:x" names a scheme; "host.example:8080" and "localhost:8080" name a host and a port.
_SCHEME = re.compile(r"^([a-z][a-z0-9+\-]*):(?!\d+(?:[/?#]|$))", re.IGNORECASE)


def _with_scheme(text: str, notes: list[AddressNote]) -> tuple[str, list[AddressNote]]:
    if "://" in text.split("?")[0] or _SCHEME.match(text):
        return text, notes
    return "https://" + text.lstrip("/"), [*notes, AddressNote.SCHEME_ASSUMED]


_LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_\-]{0,61}[a-z0-9_])?$")


def _checked_host(host: str) -> str:
    if host.startswith("["):
        return host
    host = host.removesuffix(".")
    if not host or len(host) > 253 or not all(_LABEL.match(label) for label in host.split(".")):
        raise NotAnAddress(Fault.HOST)
    return host


def _notes_on_host(text: str, host: str) -> list[AddressNote]:
    notes = []
    if _is_ip(host):
        notes.append(AddressNote.IP_LITERAL)
        if host not in text.lower():
            # 0x7f.1, 2130706433, full-width digits: written so that people and filters do not see the address.
            notes.append(AddressNote.ODD_IP)
    if "xn--" in host:
        notes.append(AddressNote.INTERNATIONAL)
        if any(_scripts(label) > 1 for label in host_shown(host).split(".")):
            notes.append(AddressNote.MIXED_SCRIPTS)
    if host.endswith(".onion"):
        notes.append(AddressNote.ONION)
    return notes


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def host_shown(host: str) -> str:
    """The host in its own script; for people only, never for comparing or connecting."""
    return str(ada_url.idna.decode(host)) if "xn--" in host else host


def _scripts(label: str) -> int:
    """How many alphabets a label mixes: a Cyrillic letter among Latin ones is the classic trick."""
    return len({unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()})


def _parts(url: str) -> _Parts:
    after = url.split("://", 1)[1]
    rest = after[len(re.split(r"[/?#]", after, maxsplit=1)[0]) :]
    target, _, fragment = rest.partition("#")
    return _Parts(target if target.startswith("/") else "/" + target, fragment)


def _digest(scheme: str, host: str, port: int, url: str) -> str:
    """Same place, same digest: the scheme, a default port, needless escapes and page anchors do not count.

    Fragments like #/page or #!page choose the content in scripted sites and do count.
    """
    parts = _parts(url)
    kept = "" if port == DEFAULT_PORTS[scheme] else f":{port}"
    fragment = "#" + parts.fragment if parts.fragment[:1] in ("/", "!") else ""
    normal = f"{host}{kept}{_plain(parts.request_target.removesuffix('?'))}{fragment}"
    return hashlib.sha256(normal.encode()).hexdigest()


_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def _plain(text: str) -> str:
    """RFC 3986 §6.2.2: %7E is ~ and %c3 is %C3."""

    def one(found: re.Match[str]) -> str:
        byte = unquote_to_bytes(found.group())
        return byte.decode("ascii") if byte[0] in _UNRESERVED else found.group().upper()

    return re.sub(r"%[0-9A-Fa-f]{2}", one, text)
