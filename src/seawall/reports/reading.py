"""From what somebody typed to subjects: web addresses, accounts, fingerprints, phone numbers, or the text itself.

Lenient on purpose: what cannot be read is never an error at the public door. It stays sealed in the report, is counted as
an unread line and reaches a person.
"""

import re
import unicodedata
from dataclasses import dataclass, field

import phonenumbers

from seawall.core.keys import digest
from seawall.core.masked import MaskedAccount, MaskedFingerprint, MaskedPhone, MaskedUrl
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.reports import words
from seawall.reports.states import SubjectKind

# More subjects than this in one report is a list, which has a door of its own (partners).
MOST_SUBJECTS = 50
# What a provider's machine tells was not typed by anybody: one account can have many files.
MOST_SUBJECTS_OF_MACHINES = 200
# Lengths of the exact fingerprints in hexadecimal.
FINGERPRINT_KINDS = {32: "md5", 40: "sha1", 64: "sha256"}
HEXADECIMAL = re.compile(r"[0-9a-f]+", re.IGNORECASE)
HANDLE = re.compile(r"@[\w.\-]{2,64}")
LOOKS_LIKE_ADDRESS = re.compile(
    r"^[a-z*]+\[?:\]?//|^[^\s/@]+(?:\.|\[\.\])[^\s/@.]{2,}(?:[/:?#]|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    kind: SubjectKind
    value: str
    shown: str
    digest: str
    # md5, sha1 or sha256 for a fingerprint, "onion" for a hidden service.
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind.value, self.digest

    def __repr__(self) -> str:
        return f"Found({self.kind}, {self.shown})"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a machine names together with what it is. `note`: the app of an account, the country of a phone number."""

    kind: SubjectKind
    value: str = field(repr=False)
    note: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}" + (f" ({self.note})" if self.note else "")


@dataclass
class Place:
    """Where something was seen, as typed."""

    lines: str = ""
    app: str = ""
    account: str = ""
    phone: str = ""
    country: str = ""
    things: tuple[Thing, ...] = ()
    found: dict[tuple[str, str], Found] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def add(self, subject: Found | None, typed: str) -> None:
        most = MOST_SUBJECTS_OF_MACHINES if self.things else MOST_SUBJECTS
        if subject is None or (subject.key not in self.found and len(self.found) >= most):
            self.unread.append(typed)
        else:
            self.found.setdefault(subject.key, subject)


def read_place(place: Place, text: str) -> Place:
    for line in filter(None, (line.strip() for line in place.lines.splitlines())):
        place.add(read_line(line, place.app, place.country), line)
    if place.account.strip():
        place.add(account(place.account, place.app), place.account)
    if place.phone.strip():
        place.add(phone(place.phone, place.country), place.phone)
    for thing in place.things:
        place.add(read_thing(thing), str(thing))
    for written in words.addresses_in(text):
        subject = web_address(written)
        if subject is not None:
            place.add(subject, "")
    if not place.found:
        place.add(whole_text("\n".join([text, *place.unread])), "")
    return place


def read_thing(thing: Thing) -> Found | None:
    if thing.kind == SubjectKind.URL:
        return web_address(thing.value)
    if thing.kind == SubjectKind.ACCOUNT:
        return account(thing.value, thing.note)
    return (
        fingerprint(thing.value) if thing.kind == SubjectKind.FINGERPRINT else phone(thing.value, thing.note)
    )


def read_line(line: str, app: str = "", country: str = "") -> Found | None:
    if LOOKS_LIKE_ADDRESS.search(line):
        return web_address(line)
    if HANDLE.fullmatch(line):
        return account(line, app)
    return fingerprint(line) or phone(line, country)


def web_address(text: str) -> Found | None:
    try:
        address = parse_address(text)
    except NotAnAddress:
        return None
    note = "onion" if address.is_onion else ""
    return _found(SubjectKind.URL, address.url, str(MaskedUrl(address.url)), address.digest, note)


def fingerprint(text: str) -> Found | None:
    value = text.strip().lower()
    kind = FINGERPRINT_KINDS.get(len(value))
    if kind is None or not HEXADECIMAL.fullmatch(value):
        return None
    return _found(SubjectKind.FINGERPRINT, value, f"{kind} {MaskedFingerprint(value)}", value, kind)


def account(handle: str, app: str = "") -> Found | None:
    name, place = _name(handle).removeprefix("@"), _name(app)
    if not name or len(name) > 200:
        return None
    value = f"{handle.strip()} ({app.strip()})" if place else handle.strip()
    where = f" · {app.strip()[:60]}" if place else ""
    return _found(
        SubjectKind.ACCOUNT, value, words.shown(f"{MaskedAccount(name)}{where}"), f"{place}\n{name}"
    )


def _name(text: str) -> str:
    return words.normal(unicodedata.normalize("NFKC", text))


def phone(text: str, country: str = "") -> Found | None:
    if sum(letter.isdigit() for letter in text) < 6 or len(text) > 40:
        return None
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return _found(SubjectKind.PHONE, value, str(MaskedPhone(value)), value)


def whole_text(text: str) -> Found | None:
    normal = words.normal(text)
    return _found(SubjectKind.TEXT, "", "…", normal) if normal else None


def _found(kind: SubjectKind, value: str, shown: str, normal: str, note: str = "") -> Found:
    return Found(kind, value, shown[:200], digest("reports.subject", f"{kind}:{normal}"), note)
