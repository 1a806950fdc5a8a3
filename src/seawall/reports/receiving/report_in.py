"""One report in JSON: its shape, and reading it so that every fault names its field and how to mend it."""

import re
from collections.abc import Iterator
from datetime import datetime
from ipaddress import ip_address
from typing import Annotated, Any, Literal

import msgspec
from django.utils.translation import gettext_lazy as _
from msgspec import Meta, Struct

from seawall.core import clock
from seawall.core.errors import Invalid, Sentence
from seawall.reports import reading

MOST_BYTES = 1_000_000
MOST_NAMED = 50
UNREAD = _("The report was not taken: `fields` says what is wrong and how to mend it. Send it again then.")
PATH = re.compile(r" - at `\$(.*)`$")

Moment = Annotated[datetime, Meta(tz=True, description="With its zone, such as 2026-01-31T23:59:59Z.")]
Word = Annotated[str, Meta(min_length=1, max_length=200)]


class FingerprintIn(Struct, forbid_unknown_fields=True):
    kind: Literal["sha256", "sha1", "md5"]
    value: Annotated[str, Meta(pattern="^[0-9a-fA-F]{32,64}$", description="Hexadecimal digits: 64, 40, 32.")]


class AccountIn(Struct, forbid_unknown_fields=True):
    """`service`: where the account is; left out, it is your own."""

    name: Word
    service: Annotated[str, Meta(max_length=60)] = ""


class ConnectionIn(Struct, forbid_unknown_fields=True):
    """From where the account was used. Without the time hardly anybody can say by whom."""

    ip: Annotated[str, Meta(max_length=45)]
    at: Moment | None = None
    port: Annotated[int, Meta(ge=0, le=65_535)] | None = None
    what: Literal["login", "registration", "purchase", "upload", "other", "unknown"] = "unknown"


class ReportIn(Struct, forbid_unknown_fields=True):
    """`reference`: your own name for this report; the same again is the same report. `about`: what it is about, in your own view.
    `danger`: whether a child is in danger now. `contact`: whom we may ask back. `country`: two letters, to read phone numbers."""

    reference: Word
    about: Literal["pictures", "live", "contact", "pressure", "profile", "other"]
    test: bool = False
    danger: Literal["no", "unsure", "now"] = "no"
    text: Annotated[str, Meta(max_length=20_000)] = ""
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Za-z]{2,4})?$")] = "en"
    happened_at: Moment | None = None
    urls: Annotated[list[Annotated[str, Meta(max_length=2_048)]], Meta(max_length=MOST_NAMED)] = []
    fingerprints: Annotated[list[FingerprintIn], Meta(max_length=MOST_NAMED)] = []
    accounts: Annotated[list[AccountIn], Meta(max_length=MOST_NAMED)] = []
    phones: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=MOST_NAMED)] = []
    connections: Annotated[list[ConnectionIn], Meta(max_length=MOST_NAMED)] = []
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")] | None = None
    contact: Annotated[str, Meta(max_length=300)] = ""


MENDS: dict[str, Sentence] = {
    "reference": _("Needed: your own name for this report, a text of 1 to 200 characters."),
    "about": _("Needed: one of pictures, live, contact, pressure, profile, other."),
    "test": _("true or false."),
    "danger": _("One of no, unsure, now."),
    "text": _("A text of at most 20,000 characters."),
    "language": _("The language of the text by its code, such as en or de."),
    "happened_at": _("A time with its zone, such as 2026-01-31T23:59:59Z."),
    "urls": _("A list of at most 50 web addresses, each of at most 2,048 characters."),
    "fingerprints": _(
        "A list of at most 50 objects with `kind` (sha256, sha1 or md5) and `value` (64, 40 or 32 hexadecimal digits)."
    ),
    "accounts": _(
        "A list of at most 50 objects with `name` (1 to 200 characters) and perhaps `service` (at most 60)."
    ),
    "phones": _(
        "A list of at most 50 phone numbers, each with + and its country, or beside it `country` with two letters."
    ),
    "connections": _(
        "A list of at most 50 objects with `ip`, and perhaps `at` (a time with its zone), `port` (0 to 65535) and `what` (login, registration, purchase, upload, other or unknown)."
    ),
    "country": _("Two capital letters, such as DE."),
    "contact": _("A text of at most 300 characters."),
}
SAYS_NOTHING = _("Give at least one of urls, fingerprints, accounts, phones or text.")
AHEAD = _(
    "This time lies more than a day ahead of now. Look at the year, and at the clock and the zone of the machine that wrote it."
)
FAR_BACK = _("This time lies before 1900. Look at the year, and at the clock of the machine that wrote it.")
NULL = _("A text has the character U+0000. Leave it out.")
UNKNOWN = _("A field has a name that is not known here. The page /api/v1/openapi.json names them all.")


def read(body: bytes) -> ReportIn:
    """Raises `Invalid` with every wrong field."""
    return checked(_object(body))


def checked(told: dict[str, Any]) -> ReportIn:
    """Of plain values. Raises `Invalid` with every wrong field."""
    wrong = dict(_wrong_in(told))
    if not wrong:
        report = msgspec.convert(told, ReportIn)
        wrong = dict(_unreadable_in(report))
        if not wrong:
            return report
    raise Invalid(wrong, UNREAD)


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        told = None
    except RecursionError:
        raise Invalid({}, _("The body is nested deeper than a call is.")) from None
    if not isinstance(told, dict):
        raise Invalid({}, _("The body is not a JSON object in UTF-8."))
    return told


def _wrong_in(told: dict[str, Any]) -> Iterator[tuple[str, Sentence]]:
    """Field by field, because the library stops at the first. Its own words may repeat a value, and are not told."""
    for field in msgspec.structs.fields(ReportIn):
        if field.name not in told:
            if field.required:
                yield field.name, MENDS[field.name]
            continue
        if _has_null(told[field.name]):
            yield field.name, NULL
            continue
        try:
            msgspec.convert(told[field.name], field.type)
        except msgspec.ValidationError as error:
            place = PATH.search(str(error))
            yield field.name + (place[1] if place else ""), MENDS[field.name]
    if told.keys() - MENDS.keys():
        yield "*", UNKNOWN


def _has_null(value: Any) -> bool:
    """PostgreSQL keeps no text with it, and no honest one has it."""
    if isinstance(value, dict):
        return any(map(_has_null, value.values()))
    if isinstance(value, list):
        return any(map(_has_null, value))
    return isinstance(value, str) and "\0" in value


def _unreadable_in(report: ReportIn) -> Iterator[tuple[str, Sentence]]:
    for place, url in enumerate(report.urls):
        if reading.web_address(url) is None:
            yield f"urls[{place}]", _("This is not a web address. It begins with https:// or http://.")
    for place, one in enumerate(report.fingerprints):
        found = reading.fingerprint(one.value)
        if found is None or found.note != one.kind:
            yield f"fingerprints[{place}].value", MENDS["fingerprints"]
    for place, account in enumerate(report.accounts):
        if reading.account(account.name, account.service) is None:
            yield f"accounts[{place}].name", MENDS["accounts"]
    for place, phone in enumerate(report.phones):
        if reading.phone(phone, report.country or "") is None:
            yield f"phones[{place}]", MENDS["phones"]
    for place, used in enumerate(report.connections):
        if not _is_ip(used.ip):
            yield f"connections[{place}].ip", _("An IP address such as 192.0.2.7 or 2001:db8::7.")
        if used.at and clock.cannot_have_been(used.at):
            yield f"connections[{place}].at", _why_not(used.at)
    if report.happened_at and clock.cannot_have_been(report.happened_at):
        yield "happened_at", _why_not(report.happened_at)
    if not (report.urls or report.fingerprints or report.accounts or report.phones or report.text.strip()):
        yield "text", SAYS_NOTHING


def _why_not(moment: datetime) -> Sentence:
    return AHEAD if clock.lies_ahead(moment) else FAR_BACK


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
