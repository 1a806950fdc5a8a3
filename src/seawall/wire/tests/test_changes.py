"""Seawall's list feed: what is written is read, and whoever keeps to the rules loses nothing, wherever it dies."""

import io
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.wire.changes import Asked, Change, Head, Page, pages_of_one, read_page, write_page
from seawall.wire.faults import Malformed, Problem, Unit
from seawall.wire.listed import Entry, Given
from seawall.wire.tests.spoiling import survives

PDQ, MD5, ON = "ab" * 32, "0c" * 16, "lst_cups"
PRINT: dict[str, Any] = {"kind": "pdq", "value": PDQ, "quality": 88}
SHARED: dict[str, Any] = {
    "change": "shared",
    "entry": "ent_1",
    "handling": "amber",
    "disputed": False,
    "categories": {"baseline": {"category": "none", "version": "1"}},
    "fingerprints": [PRINT, {"kind": "md5", "value": MD5}],
}
WITHDRAWN = {"change": "withdrawn", "entry": "ent_2", "because": "mistake"}
LIST: dict[str, Any] = {
    "id": ON,
    "name": "Cups",
    "handling": "amber",
    "purpose": "prevent",
    "radius": 31,
    "stance": "known",
    "since": "2026-11-22",
    "until": "2027-11-21",
}
PAGE: dict[str, Any] = {"changes": [SHARED, WITHDRAWN], "cursor": "gAAAAB_x-1==", "more": False, "list": LIST}
BEGINNING = Asked(ON)
HEAD = Head(ON, "Cups", "amber", "prevent", 31, "known", date(2026, 11, 22), date(2027, 11, 21))

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10)
kept = st.just({}) | st.just({"hint": [1]})
prints = st.one_of(
    st.builds(Given, st.just("md5"), st.text("0123456789abcdef", min_size=32, max_size=32)),
    st.builds(
        Given,
        st.just("pdq"),
        st.text("0123456789abcdef", min_size=64, max_size=64),
        st.none() | st.integers(0, 100),
    ),
    st.builds(Given, st.just("later"), words),
)
categories = st.dictionaries(words, st.tuples(words, words), max_size=2)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    changes = []
    for known_by in draw(st.lists(words, unique=True, max_size=4)):
        entry = Entry(
            ON,
            known_by,
            "",
            draw(words),
            draw(st.booleans()),
            draw(categories),
            tuple(draw(st.lists(prints, max_size=3))),
        )
        if draw(st.booleans()):
            changes.append(Change(known_by, entry, "", draw(kept)))
        else:
            changes.append(Change(known_by, None, draw(words), draw(kept)))
    head = Head(
        ON, draw(words), draw(words), draw(words), 31, "known", draw(st.dates()), draw(st.dates()), draw(kept)
    )
    return Page(
        head, "a7_9", draw(st.booleans()), tuple(changes), {"later": True} if draw(st.booleans()) else {}
    )


def without(document: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """`...` takes a name away."""
    return {name: value for name, value in (document | changed).items() if value is not ...}


def read(changed: dict[str, Any] | None = None, asked: Asked = BEGINNING) -> Page:
    return read_page(io.BytesIO(json.dumps(without(PAGE, changed or {})).encode()), asked)


@given(pages())
def test_it_reads_what_it_wrote(written: Page) -> None:
    file = io.BytesIO()
    write_page(written, file)
    assert read_page(io.BytesIO(file.getvalue()), BEGINNING) == written


@given(pages())
def test_each_change_by_itself_is_written_as_a_page_of_one(page: Page) -> None:
    def alone(change: Change) -> str:
        file = io.BytesIO()
        write_page(Page(page.head, "-", False, (change,)), file)
        return file.getvalue().decode()

    assert list(pages_of_one(page)) == [alone(change) for change in page.changes]


def test_it_reads_a_page() -> None:
    entry = Entry(
        ON,
        "ent_1",
        "",
        "amber",
        False,
        {"baseline": ("1", "none")},
        (Given("pdq", PDQ, 88), Given("md5", MD5)),
    )
    found = read()
    assert found == Page(
        HEAD, "gAAAAB_x-1==", False, (Change("ent_1", entry), Change("ent_2", None, "mistake"))
    )
    assert found.next() == Asked(ON, "gAAAAB_x-1==", "known")


def test_capital_letters_are_the_same_fingerprint() -> None:
    [change] = read({"changes": [SHARED | {"fingerprints": [{"kind": "md5", "value": MD5.upper()}]}]}).changes
    assert change.entry and change.entry.fingerprints == (Given("md5", MD5),)


def test_a_page_without_news_keeps_the_cursor_and_a_list_may_be_empty() -> None:
    asked = Asked(ON, "a9", "known")
    assert read({"cursor": "a9", "changes": []}, asked).next() == asked
    assert read({"cursor": "", "changes": []}).next() == Asked(ON, "", "known")


def test_a_list_that_means_something_else_does_not_go_on() -> None:
    asked = Asked(ON, "a9", "known")
    assert read(None, asked).continues(asked) and read().continues(BEGINNING)
    assert not read({"list": LIST | {"stance": "harmless"}}, asked).continues(asked)


@pytest.mark.parametrize(
    ("changed", "name", "problem"),
    [
        ({"change": ...}, "change", Problem.MISSING),
        ({"change": "removed"}, "change", Problem.UNKNOWN),
        ({"entry": ""}, "entry", Problem.MISSING),
        ({"entry": "x" * 300}, "entry", Problem.TOO_LONG),
        ({"entry": 7}, "entry", Problem.WRONG),
        ({"entry": "ent_2"}, "entry", Problem.TWICE),
        ({"categories": ...}, "categories", Problem.MISSING),
        ({"categories": {"secret scheme": "1"}}, "categories", Problem.WRONG),
        ({"categories": {"baseline": {"version": 1, "category": "x"}}}, "categories.version", Problem.WRONG),
        ({"categories": {"secret scheme": {"version": "1"}}}, "categories.category", Problem.MISSING),
        ({"disputed": "false"}, "disputed", Problem.WRONG),
        ({"handling": ...}, "handling", Problem.MISSING),
        ({"fingerprints": ...}, "fingerprints", Problem.MISSING),
        ({"fingerprints": {}}, "fingerprints", Problem.WRONG),
        ({"fingerprints": [7]}, "fingerprints[0]", Problem.NOT_JSON),
        ({"fingerprints": [PRINT] * 1_001}, "fingerprints", Problem.TOO_MANY),
        ({"fingerprints": [PRINT | {"value": MD5}]}, "fingerprints[0].value", Problem.WRONG),
        ({"fingerprints": [PRINT | {"quality": 101}]}, "fingerprints[0].quality", Problem.WRONG),
        ({"fingerprints": [PRINT | {"quality": True}]}, "fingerprints[0].quality", Problem.WRONG),
        ({"fingerprints": [PRINT, {"value": PDQ}]}, "fingerprints[1].kind", Problem.MISSING),
        ({"fingerprints": [{"kind": "later", "value": ""}]}, "fingerprints[0].value", Problem.MISSING),
        ({"change": "withdrawn"}, "because", Problem.MISSING),
    ],
)
def test_one_change_that_cannot_be_understood_refuses_the_page(
    changed: dict[str, Any], name: str, problem: Problem
) -> None:
    with pytest.raises(Malformed) as told:
        read({"changes": [WITHDRAWN, without(SHARED, changed)]})
    fault = told.value.fault
    assert (fault.unit, fault.number, fault.field, fault.problem) == (Unit.RECORD, 2, name, problem)
    assert PDQ not in str(fault) and "secret" not in str(fault)


LATER = Asked(ON, "a8", "known")


@pytest.mark.parametrize(
    ("changed", "asked", "name", "problem"),
    [
        ({"list": ...}, BEGINNING, "changes", Problem.OTHER_FORMAT),
        ({"changes": ...}, BEGINNING, "changes", Problem.OTHER_FORMAT),
        ({"list": []}, BEGINNING, "list", Problem.WRONG),
        ({"list": LIST | {"id": "lst_other"}}, BEGINNING, "list.id", Problem.WRONG),
        ({"list": LIST | {"stance": "unheard of"}}, BEGINNING, "list.stance", Problem.WRONG),
        ({"list": LIST | {"radius": 257}}, BEGINNING, "list.radius", Problem.WRONG),
        ({"list": LIST | {"since": "1 May"}}, BEGINNING, "list.since", Problem.WRONG),
        ({"list": LIST | {"until": "20270501"}}, BEGINNING, "list.until", Problem.WRONG),
        ({"cursor": "a b"}, BEGINNING, "cursor", Problem.WRONG),
        ({"cursor": "a" * 501}, BEGINNING, "cursor", Problem.WRONG),
        # Something was told and the place is where it was: whoever asks again never gets on.
        ({"cursor": ""}, BEGINNING, "cursor", Problem.WRONG),
        ({"cursor": "a8"}, LATER, "cursor", Problem.WRONG),
        ({"cursor": "a8", "changes": [], "more": True}, LATER, "cursor", Problem.WRONG),
        ({"cursor": "", "changes": []}, LATER, "cursor", Problem.WRONG),
        ({"changes": [7]}, BEGINNING, "changes[0]", Problem.NOT_JSON),
        ({"changes": [0] * 10_001}, BEGINNING, "changes", Problem.TOO_MANY),
        ({"more": "no"}, BEGINNING, "more", Problem.WRONG),
    ],
)
def test_a_page_that_does_not_follow_is_refused(
    changed: dict[str, Any], asked: Asked, name: str, problem: Problem
) -> None:
    with pytest.raises(Malformed) as told:
        read(changed, asked)
    assert (told.value.fault.field, told.value.fault.problem) == (name, problem)


def test_it_writes_no_page_with_an_entry_twice() -> None:
    twice = (Change("ent_1", None, "mistake"), Change("ent_1", None, "mistake"))
    with pytest.raises(ValueError, match="once"):
        write_page(Page(HEAD, "a7", False, twice), io.BytesIO())


def test_a_value_shows_in_no_repr() -> None:
    assert PDQ not in repr(read()) and MD5 not in repr(read())


class LostPlace(Exception):
    """410."""


class Server:
    """Keeps to the four rules of the docstring, and loses its log as it pleases."""

    def __init__(self) -> None:
        self.log, self.number = "a0", 0
        # In the order of their last changes.
        self.places: dict[str, tuple[int, bool]] = {}

    def change(self, record: str, *, add: bool) -> None:
        self.number += 1
        self.places.pop(record, None)
        self.places[record] = self.number, add

    def restore(self) -> None:
        """As from a backup of some day: numbers are given out again, to other changes."""
        self.log, self.number = f"a{int(self.log[1:]) + 1}", 0
        half = list(self.places)[::2]
        self.places = {}
        for record in half:
            self.change(record, add=True)

    def held(self) -> set[str]:
        return {record for record, (_, add) in self.places.items() if add}

    def answer(self, cursor: str) -> bytes:
        log, _, place = cursor.rpartition(".")
        if cursor and log != self.log:
            raise LostPlace
        after = int(place or 0)
        behind = [record for record, (number, _) in self.places.items() if number > after]
        shown = behind[:2]
        reached = f"{self.log}.{self.places[shown[-1]][0]}" if shown else cursor
        file = io.BytesIO()
        write_page(Page(HEAD, reached, len(behind) > 2, tuple(map(self._told, shown))), file)
        return file.getvalue()

    def _told(self, record: str) -> Change:
        if not self.places[record][1]:
            return Change(record, None, "mistake")
        return Change(record, Entry(ON, record, "", "amber", False, {}, (Given("md5", MD5),)))


@dataclass
class Receiver:
    """Keeps to the rules of the docstring. What is stored, is stored in one transaction."""

    asked: Asked = BEGINNING
    run: int = 0
    held: dict[str, int] = field(default_factory=dict)

    def pull(self, server: Server) -> bool:
        try:
            return self.take(self.asked, server.answer(self.asked.cursor))
        except LostPlace:
            self.run, self.asked = self.run + 1, BEGINNING
            return True

    def take(self, asked: Asked, answer: bytes) -> bool:
        page = read_page(io.BytesIO(answer), asked)
        if asked != self.asked:
            return True
        for change in page.changes:
            if change.entry:
                self.held[change.id] = self.run
            else:
                self.held.pop(change.id, None)
        if not page.has_more:
            self.held = {known_by: run for known_by, run in self.held.items() if run == self.run}
        self.asked = page.next()
        return page.has_more


deeds = st.lists(
    st.sampled_from(["add", "withdraw", "restore", "pull", "die", "late"]).flatmap(
        lambda deed: st.tuples(st.just(deed), st.sampled_from("abcd"))
    ),
    max_size=40,
)


@settings(max_examples=300)
@given(deeds)
def test_whoever_dies_at_any_moment_ends_with_what_is_on_the_list(done: list[tuple[str, str]]) -> None:
    server, receiver = Server(), Receiver()
    # What two processes asked and have not got yet.
    on_the_way: list[tuple[Asked, bytes]] = []
    for deed, record in done:
        if deed in ("add", "withdraw"):
            server.change(record, add=deed == "add")
        elif deed == "restore":
            server.restore()
        elif deed == "pull":
            receiver.pull(server)
        elif deed == "die" and receiver.asked.cursor.startswith((server.log, "")):
            # The page comes later, when others may have come and been stored.
            try:
                on_the_way.append((receiver.asked, server.answer(receiver.asked.cursor)))
            except LostPlace:
                continue
        elif deed == "late" and on_the_way:
            receiver.take(*on_the_way.pop(0))
    while receiver.pull(server):
        pass
    assert set(receiver.held) == server.held()


def test_a_late_page_brings_nothing_back() -> None:
    server, receiver = Server(), Receiver()
    server.change("a", add=True)
    late = server.answer("")
    server.change("a", add=False)
    receiver.pull(server)
    receiver.take(BEGINNING, late)
    assert receiver.held == {} and receiver.asked.cursor == "a0.2"


@pytest.mark.slow
def test_it_outlasts_spoiled_pages() -> None:
    def look(data: bytes) -> None:
        # What was read can be written.
        write_page(read_page(io.BytesIO(data), BEGINNING), io.BytesIO())

    survives(look, [json.dumps(PAGE).encode(), json.dumps(PAGE, indent=2).encode()])
