"""Seawall's own list feed: `GET /api/v1/lists/{id}/changes?cursor=`, a page of the ordered log of a list's changes, as JSON.

    {"changes": [
       {"change": "shared", "entry": "ent_…", "handling": "amber", "disputed": false,
        "categories": {"baseline": {"category": "baseline", "version": "1"}},
        "fingerprints": [{"kind": "pdq", "value": "…", "quality": 88}, {"kind": "md5", "value": "…"}]},
       {"change": "withdrawn", "entry": "ent_…", "because": "mistake"}],
     "cursor": "…", "more": true,
     "list": {"id": "lst_…", "name": "Known material", "handling": "amber", "purpose": "prevent", "radius": 31, "stance": "known",
              "since": "2026-11-22", "until": "2027-11-21"}}

What is on the list is known by the id of its entry. The last change of each says what holds: `shared`, with all there is to say of it,
also when only a word of it changed, or `withdrawn`, with the reason and nothing more.

What whoever serves it keeps to
1. Each entry stands in the log once, at the place of its last change; places only grow, in the order in which changes become visible. A
   page shows no place as long as a lower one may still appear: whoever has gone past it would never see it.
2. A page holds the changes behind the cursor in the order of their places, without a gap that will be filled. So no addition is ever told
   behind its withdrawal.
3. `cursor` stands for the last place that was told, and is the one that was sent where nothing was; `more` says that there is more behind
   it now.
4. A cursor whose place is in the log no more (a backup was brought back) is answered 410, never with a page that goes on from elsewhere.

What whoever pulls it keeps to
1. A page is taken whole or not at all. Its changes and its cursor are stored in one transaction, and only if the cursor that is stored is
   still the one it was asked with. So a page that comes late, twice or by a second process cannot bring back what was withdrawn, and
   whoever dies before that asks again with the old cursor, and is told the same or what has become of it since.
2. After 410, or where `stance` is not what it was, it begins anew, without a cursor. What is held stays in force meanwhile; with the page
   that says no `more`, whatever this run has not shared is dropped. Nobody is unprotected in between.
3. The cursor is a word to hand back, never to look into.

Unknown kinds of fingerprints, and unknown fields of a change, of the list and of the page, are kept (`more`); what else is said of one
fingerprint or category is passed over. A page with one change that cannot be understood is refused whole, for it may be a withdrawal.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from seawall.wire import spelled
from seawall.wire.documents import document_text, read_document, write_document
from seawall.wire.faults import Problem, Unit
from seawall.wire.lines import Fields
from seawall.wire.listed import Entry, Given, document_of, one_of

SHARED, WITHDRAWN = "shared", "withdrawn"
MOST_CHANGES = 10_000
# Sixteen is much for one picture in all its turns.
MOST_PRINTS = 1_000
MOST_RADIUS = 256
LONGEST_WORD, LONGEST_VALUE = 200, 1 << 16
BEST_QUALITY = 100
# Sealed, in base64 (RFC 4648, section 5).
CURSOR = re.compile("[0-9A-Za-z._~=-]{0,500}")
# What is written of an entry that the feed says elsewhere, or not at all.
NOT_TOLD = {"list", "record"}


@dataclass(frozen=True, slots=True)
class Change:
    """`entry` as it is now, without `record`; none where it is withdrawn, `because` of what: a word, of which new ones may come."""

    id: str
    entry: Entry | None = None
    because: str = ""
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The list itself. `handling`: a code of TLP 2.0, how far it may be passed on; an entry may be stricter. `radius`: up to how many
    bits of PDQ may differ. `stance`: `known` or `harmless`. `since` and `until`: first and last day of the agreement."""

    id: str
    name: str
    handling: str
    purpose: str
    radius: int
    stance: str
    since: date
    until: date
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a receiver stands: the list, the cursor to ask with, and what the list meant; both empty at the beginning."""

    list: str
    cursor: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    head: Head
    cursor: str
    has_more: bool
    changes: tuple[Change, ...]
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def continues(self, asked: Asked) -> bool:
        """Whether the list still means what it did. If not, the page is not stored: the receiver begins anew."""
        return asked.stance in ("", self.head.stance)

    def next(self) -> Asked:
        """Where the receiver stands once the page is stored."""
        return Asked(self.head.id, self.cursor, self.head.stance)


def read_page(stream: BinaryIO, asked: Asked) -> Page:
    """The answer to what was asked. Errors: Malformed, if any of it cannot be understood, is of another list, or leads nowhere; OSError of
    reading."""
    fields = read_document(stream)
    if not {"changes", "cursor", "more", "list"} <= set(fields.rest):
        raise fields.wrong("changes", Problem.OTHER_FORMAT, "changes, cursor, more, list")
    head, cursor, has_more = _head(fields.inner("list"), asked), fields.text("cursor"), fields.truth("more")
    found = fields.several("changes", MOST_CHANGES)
    moved = cursor not in ("", asked.cursor)
    if not CURSOR.fullmatch(cursor) or ((found or has_more) and not moved) or (asked.cursor and not cursor):
        raise fields.wrong("cursor", Problem.WRONG, "a new one, of letters, digits and . _ ~ = -")
    changes = tuple(_changes(fields, found, head.id))
    return Page(head, cursor, has_more, changes, fields.rest)


def _head(fields: Fields, asked: Asked) -> Head:
    if (on := fields.text("id")) != asked.list:
        raise fields.wrong("id", Problem.WRONG, "the list that was asked for")
    name, handling, purpose = (_word(fields, word) for word in ("name", "handling", "purpose"))
    radius, stance = fields.number("radius", MOST_RADIUS), one_of(fields, "stance", ("known", "harmless"))
    since, until = _day(fields, "since"), _day(fields, "until")
    return Head(on, name, handling, purpose, radius, stance, since, until, fields.rest)


def _changes(fields: Fields, found: Sequence[Any], on: str) -> list[Change]:
    changes: dict[str, Change] = {}
    for number, each in enumerate(found, 1):
        if not isinstance(each, dict):
            raise fields.wrong(f"changes[{number - 1}]", Problem.NOT_JSON, "an object")
        inner = Fields(each, number, unit=Unit.RECORD)
        change = _change(inner, on)
        if change.id in changes:
            raise inner.wrong("entry", Problem.TWICE, "each entry once")
        changes[change.id] = change
    return list(changes.values())


def _change(fields: Fields, on: str) -> Change:
    what, known_by = fields.text("change"), _word(fields, "entry")
    if what == WITHDRAWN:
        return Change(known_by, None, _word(fields, "because"), fields.rest)
    if what != SHARED:
        raise fields.wrong("change", Problem.UNKNOWN, f"{SHARED} or {WITHDRAWN}")
    handling, disputed, categories = _word(fields, "handling"), fields.truth("disputed"), _categories(fields)
    prints = fields.several("fingerprints", MOST_PRINTS)
    given = tuple(_given(fields, place, each) for place, each in enumerate(prints))
    return Change(known_by, Entry(on, known_by, "", handling, disputed, categories, given), "", fields.rest)


def _categories(fields: Fields) -> dict[str, tuple[str, str]]:
    inner = fields.inner("categories")
    categories: dict[str, tuple[str, str]] = {}
    for scheme, found in inner.rest.items():
        # Nearly always, and this is most of a page.
        if type(found) is dict and type(found.get("version")) is type(found.get("category")) is str:
            categories[scheme] = found["version"], found["category"]
            continue
        # The name of a scheme stands in no fault: it comes from outside.
        if not isinstance(found, dict):
            raise fields.wrong("categories", Problem.WRONG, "by scheme: category and version")
        one = Fields(found, fields.line, "categories.", Unit.RECORD)
        categories[scheme] = one.text("version"), one.text("category")
    return categories


def _given(fields: Fields, place: int, found: Any) -> Given:
    if not isinstance(found, dict):
        raise fields.wrong(f"fingerprints[{place}]", Problem.NOT_JSON, "an object")
    one = Fields(found, fields.line, f"fingerprints[{place}].", Unit.RECORD)
    kind, text = _word(one, "kind"), _word(one, "value", LONGEST_VALUE)
    value = spelled.fingerprint(kind, text) if kind in spelled.KINDS else text
    if value is None:
        raise one.wrong("value", Problem.WRONG, spelled.expected(kind))
    quality = one.number("quality", BEST_QUALITY) if kind == "pdq" and "quality" in one else None
    return Given(kind, value, quality)


def _day(fields: Fields, name: str) -> date:
    text = fields.text(name)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or len(text) != len("2027-05-01"):
        raise fields.wrong(name, Problem.WRONG, "a day such as 2027-05-01")
    return day


def _word(fields: Fields, name: str, longest: int = LONGEST_WORD) -> str:
    text = fields.text(name)
    if not text:
        raise fields.wrong(name, Problem.MISSING)
    if len(text) > longest:
        raise fields.wrong(name, Problem.TOO_LONG)
    return text


def write_page(page: Page, stream: BinaryIO) -> None:
    """Errors: ValueError, if an entry stands in it twice; OSError of writing."""
    if len({change.id for change in page.changes}) != len(page.changes):
        raise ValueError("an entry stands once on a page")
    changes = [_document(change) for change in page.changes]
    told = {
        "changes": changes,
        "cursor": page.cursor,
        "more": page.has_more,
        "list": head_document(page.head),
    }
    write_document({**told, **page.more}, stream)


def pages_of_one(page: Page) -> Iterator[str]:
    """Each change as a page by itself, with the cursor `-`: how a receiver keeps what it was told. The list is written once."""
    after = document_text({"cursor": "-", "more": False, "list": head_document(page.head)}).removeprefix("{")
    for change in page.changes:
        yield f'{{"changes":[{document_text(_document(change))}],{after}'


def head_document(head: Head) -> dict[str, Any]:
    """The list as a page tells it."""
    words = {name: getattr(head, name) for name in ("id", "name", "handling", "purpose", "radius", "stance")}
    return {**words, "since": head.since.isoformat(), "until": head.until.isoformat(), **head.more}


def _document(change: Change) -> dict[str, Any]:
    if change.entry is None:
        return {"change": WITHDRAWN, "entry": change.id, "because": change.because, **change.more}
    told = {name: value for name, value in document_of(change.entry).items() if name not in NOT_TOLD}
    return {"change": SHARED, **told, **change.more}
