"""A row of a table as what it says of one account: checked cell by cell, with a sentence for what cannot be taken."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from ipaddress import ip_address
from typing import TypeVar

from seawall.core import clock
from seawall.core.codes import is_country
from seawall.core.keys import digest
from seawall.operations.states import (
    IDENTIFIERS,
    LONGEST_HANDLE,
    LONGEST_VALUE,
    Activity,
    Column,
    Confidence,
    HintSource,
    IdentifierKind,
    Role,
    WhyNot,
)
from seawall.wire.tables import folded

T = TypeVar("T")
ROLES = {
    **dict.fromkeys(("", "unknown", "unbekannt", "-"), Role.UNKNOWN),
    **dict.fromkeys(("member", "user", "mitglied", "nutzer"), Role.MEMBER),
    **dict.fromkeys(("uploader", "poster", "contributor"), Role.UPLOADER),
    **dict.fromkeys(("moderator", "mod"), Role.MODERATOR),
    **dict.fromkeys(("administrator", "admin", "owner", "operator", "betreiber"), Role.ADMINISTRATOR),
}
ACTIVITIES = {
    **dict.fromkeys(("", "unknown", "unbekannt", "-"), Activity.UNKNOWN),
    **dict.fromkeys(("never", "none", "nie", "registered"), Activity.NEVER),
    **dict.fromkeys(("seldom", "rare", "occasional", "selten"), Activity.SELDOM),
    **dict.fromkeys(("regular", "regularly", "often", "regelmäßig", "regelmässig"), Activity.REGULAR),
    **dict.fromkeys(("daily", "täglich"), Activity.DAILY),
}
TRUTHS = {
    **dict.fromkeys(("true", "yes", "y", "1", "x", "wahr", "ja", "j"), True),
    **dict.fromkeys(("", "false", "no", "n", "0", "falsch", "nein", "-"), False),
}
# What the columns of member lists are called.
CALLED: Mapping[str, Column] = {
    **dict.fromkeys(("handle", "account", "user", "username", "login", "nick", "nickname"), Column.HANDLE),
    **dict.fromkeys(("benutzername", "nutzername", "konto"), Column.HANDLE),
    **dict.fromkeys(("email", "mail", "emailaddress", "emailadresse"), Column.EMAIL),
    **dict.fromkeys(("phone", "telephone", "telefon", "mobile"), Column.PHONE),
    **dict.fromkeys(("ip", "ipaddress", "lastip", "ipadresse"), Column.IP),
    **dict.fromkeys(("device", "deviceid", "gerät"), Column.DEVICE),
    **dict.fromkeys(("wallet", "walletaddress"), Column.WALLET),
    **dict.fromkeys(("displayname", "nameshown", "anzeigename"), Column.NAME),
    **dict.fromkeys(("role", "group", "rank", "rolle"), Column.ROLE),
    **dict.fromkeys(("activity", "aktivität"), Column.ACTIVITY),
    **dict.fromkeys(("lastactive", "lastseen", "lastlogin", "lastvisit", "zuletztaktiv"), Column.LAST_ACTIVE),
    **dict.fromkeys(("country", "countrycode", "land"), Column.COUNTRY),
    **dict.fromkeys(("contacttoachild", "childcontact"), Column.CHILD_CONTACT),
    **dict.fromkeys(("workwithchildren", "workswithchildren"), Column.WORK_WITH_CHILDREN),
}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?")
SECONDS = re.compile(r"\d{9,10}")
# A program that read the bytes in another encoding left these where letters were.
LOST = "\ufffd"


class NotTaken(ValueError):
    def __init__(self, why: WhyNot) -> None:
        super().__init__()
        self.why = why


@dataclass(frozen=True, slots=True)
class Hint:
    country: str
    source: HintSource
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Given:
    """All that is said of one account. Together with another one it becomes one, in either order."""

    handle: str = field(repr=False)
    role: Role = Role.UNKNOWN
    activity: Activity = Activity.UNKNOWN
    last_active: date | None = None
    child_contact: bool = False
    work_with_children: bool = False
    identifiers: frozenset[tuple[IdentifierKind, str]] = field(default=frozenset(), repr=False)
    hints: frozenset[Hint] = frozenset()


def column_called(name: str) -> Column:
    return CALLED.get(folded(name), Column.IGNORED)


def key_of(handle: str) -> str:
    return digest("operations.handle", handle)


def alike_of(handle: str) -> str:
    """The same for `Red_Cup`, `red.cup` and `REDCUP`; a handle without letters or digits is only like itself."""
    return digest("operations.alike", folded(handle) or handle)


def digest_of(kind: IdentifierKind, value: str) -> str:
    return digest("operations.identifier", f"{kind.value}:{value}")


def given_in(
    cells: Sequence[str], columns: Sequence[Column], source: HintSource, confidence: Confidence
) -> Given:
    """Raises `NotTaken`."""
    if any(cells[len(columns) :]):
        raise NotTaken(WhyNot.TOO_MANY_CELLS)
    if any(LOST in cell for cell in cells):
        raise NotTaken(WhyNot.LETTERS_LOST)
    said: dict[Column, list[str]] = {}
    for column, cell in zip(columns, cells, strict=False):
        said.setdefault(column, []).append(cell)
    country = _country(_one(said, Column.COUNTRY))
    return Given(
        handle=_handle(_one(said, Column.HANDLE)),
        role=_word(_one(said, Column.ROLE), ROLES, WhyNot.NO_ROLE),
        activity=_word(_one(said, Column.ACTIVITY), ACTIVITIES, WhyNot.NO_ACTIVITY),
        last_active=_day(_one(said, Column.LAST_ACTIVE)),
        child_contact=_word(_one(said, Column.CHILD_CONTACT), TRUTHS, WhyNot.NO_TRUTH),
        work_with_children=_word(_one(said, Column.WORK_WITH_CHILDREN), TRUTHS, WhyNot.NO_TRUTH),
        identifiers=frozenset(_identifiers(said)),
        hints=frozenset({Hint(country, source, confidence)} if country else ()),
    )


def _one(said: Mapping[Column, Sequence[str]], column: Column) -> str:
    return said.get(column, [""])[0]


def _handle(cell: str) -> str:
    handle = unicodedata.normalize("NFC", cell)
    if not handle:
        raise NotTaken(WhyNot.NO_HANDLE)
    if len(handle) > LONGEST_HANDLE:
        raise NotTaken(WhyNot.TOO_LONG)
    return handle


def _word(cell: str, words: Mapping[str, T], why: WhyNot) -> T:
    if cell.lower() not in words:
        raise NotTaken(why)
    return words[cell.lower()]


def _country(cell: str) -> str:
    code = cell.upper()
    if code and not is_country(code):
        raise NotTaken(WhyNot.NO_COUNTRY)
    return code


def _day(cell: str) -> date | None:
    """Years first or, with full stops, last; seconds since 1970 as databases keep them. Any other order would be a guess."""
    if not cell:
        return None
    try:
        day = _read_day(cell)
    except (ValueError, OverflowError):
        raise NotTaken(WhyNot.NO_DAY) from None
    if clock.cannot_have_been(datetime.combine(day, time(), tzinfo=UTC)):
        raise NotTaken(WhyNot.NO_DAY)
    return day


def _read_day(cell: str) -> date:
    if found := DAY.fullmatch(cell):
        return date(*map(int, found.groups()))
    if found := GERMAN_DAY.fullmatch(cell):
        return date(*map(int, found.groups()[::-1]))
    if SECONDS.fullmatch(cell):
        return datetime.fromtimestamp(int(cell), UTC).date()
    raise ValueError


def _identifiers(said: Mapping[Column, Sequence[str]]) -> Iterable[tuple[IdentifierKind, str]]:
    for column, kind in IDENTIFIERS.items():
        for cell in said.get(column, ()):
            if len(cell) > LONGEST_VALUE:
                raise NotTaken(WhyNot.TOO_LONG_CELL)
            if cell:
                yield kind, WRITTEN[kind](cell)


def _email(cell: str) -> str:
    if not EMAIL.fullmatch(cell):
        raise NotTaken(WhyNot.NO_EMAIL)
    return cell.lower()


def _ip(cell: str) -> str:
    try:
        return str(ip_address(cell))
    except ValueError:
        raise NotTaken(WhyNot.NO_IP) from None


def _phone(cell: str) -> str:
    return re.sub(r"[\s()/.-]", "", cell)


def _as_it_is(cell: str) -> str:
    return unicodedata.normalize("NFC", cell)


# One way of writing each, so that the same is the same.
WRITTEN: Mapping[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.EMAIL: _email,
    IdentifierKind.PHONE: _phone,
    IdentifierKind.IP: _ip,
    IdentifierKind.DEVICE: _as_it_is,
    IdentifierKind.WALLET: _as_it_is,
    IdentifierKind.NAME: _as_it_is,
}
