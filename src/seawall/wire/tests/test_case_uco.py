"""Graphs in CASE/UCO: read back as they were written, valid for the ontology's own tool, and no other graph is guessed at."""

import io
import json
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.wire.case_uco import (
    LETTERS,
    MOST_MARKS,
    MOST_VALUES,
    Classed,
    Graph,
    Item,
    Print,
    read,
    write,
)
from seawall.wire.faults import Malformed, Problem
from seawall.wire.tests.spoiling import reads_or_refuses, survives

AT = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)
GRAPH = Graph("Meldestelle Nord", AT)
FULL = Item(
    "itm_01",
    AT,
    tuple(Print(kind, "0a" * (letters // 2)) for kind, letters in LETTERS.items()),
    (Classed("baseline", "1", "1"), Classed("industry", "2022", "A1")),
    "image/png",
    1234,
    "M-2026/7",
    "Polizei Musterland",
    "TLP:AMBER+STRICT",
)
BARE = Item("itm_02", AT)
ITEMS = [
    FULL,
    BARE,
    replace(FULL, id="itm_03", classed=()),
    replace(FULL, id="itm_04", exhibit="", handling="H2"),
]


def written(*items: Item) -> bytes:
    stream = io.BytesIO()
    assert write(GRAPH, items, stream) == len(items)
    return stream.getvalue()


def found(document: bytes) -> list[Item]:
    return list(read(io.BytesIO(document)))


def test_it_reads_back_what_it_wrote():
    assert found(written(*ITEMS)) == ITEMS
    assert found(written()) == []


def test_the_same_items_make_the_same_bytes_and_the_same_names():
    assert written(*ITEMS) == written(*ITEMS)
    ids = [node["@id"] for node in json.loads(written(*ITEMS))["@graph"]]
    assert len(ids) == len(set(ids))


def test_no_node_refers_to_a_picture():
    for word in (b"dataPayload", b"URL", b"file:", b"filePath", b"fileName"):
        assert word not in written(*ITEMS)


def test_it_shows_no_fingerprint_in_its_repr():
    assert "0a0a" not in repr(FULL) and "M-2026" not in repr(FULL)


@pytest.mark.slow
def test_the_ontologys_own_tool_finds_it_valid(tmp_path):
    def judged(document: bytes, *options: str) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "items.jsonld"
        path.write_bytes(document)
        tool = Path(sys.executable).parent / "case_validate"
        return subprocess.run(
            [tool, *options, path], capture_output=True, text=True, timeout=900, check=False
        )

    known = written(*(replace(item, prints=item.prints[:3]) for item in ITEMS))
    fine = judged(known)
    assert (fine.returncode, fine.stdout.split()[-2:]) == (0, ["Conforms:", "True"]), fine.stdout
    # PDQ is no word of the vocabulary, which is open; the tool says so once for each, and nothing else.
    noted = judged(written(FULL), "--allow-info")
    assert noted.returncode == 0 and "Conforms: True" in noted.stdout
    assert "Results (1)" in noted.stdout and 'Literal("PDQ")' in noted.stdout
    assert judged(written(*ITEMS), "--allow-info").returncode == 0
    assert judged(known.replace(b"types:hashMethod", b"types:hashWay"), "--allow-info").returncode == 1


@pytest.mark.parametrize(
    "item",
    [
        replace(BARE, prints=(Print("md5", "0" * 31),)),
        replace(BARE, prints=(Print("md5", "A" * 32),)),
        replace(BARE, prints=(Print("crc", "0" * 32),)),
        replace(BARE, prints=(Print("md5", "0" * 32),) * 2),
        replace(BARE, classed=(Classed("a/b", "1", "1"),)),
        replace(BARE, classed=(Classed("a", "", "1"),)),
        replace(BARE, id=""),
        replace(BARE, size=-1),
        replace(BARE, size=2**63),
        replace(BARE, at=datetime(2026, 1, 1)),  # noqa: DTZ001
    ],
)
def test_it_refuses_to_write_what_it_could_not_read(item):
    with pytest.raises(Malformed):
        written(item)


GOOD = written(*ITEMS)
BROKEN = {
    "nothing": (b"", Problem.CUT),
    "no json": (b"<a/>", Problem.NOT_JSON),
    "truncated": (GOOD[:-40], Problem.CUT),
    "other json": (b"{}", Problem.OTHER_FORMAT),
    "no graph": (b"[]", Problem.OTHER_FORMAT),
    "not utf-8": (GOOD.replace(b"Meldestelle", b"M\xe4ldestelle"), Problem.NOT_TEXT),
    "another bundle": (GOOD.replace(b"seawall-items 1", b"seawall-items 9"), Problem.OTHER_FORMAT),
    "another node": (
        GOOD.replace(b'"investigation:ProvenanceRecord"', b'"investigation:Examiner"'),
        Problem.UNKNOWN,
    ),
    "no type": (GOOD.replace(b'"@type": "observable:File",', b""), Problem.WRONG),
    "another mark": (GOOD.replace(b'"marking:statement": "H2"', b'"marking:statement": "H1"'), Problem.WRONG),
    "another hash": (GOOD.replace(b'"SHA1"', b'"SHA512"'), Problem.WRONG),
    "short hash": (GOOD.replace(b'"0a0a0a', b'"0a'), Problem.WRONG),
    "no date": (GOOD.replace(b"2026-11-22T11:30:00Z", b"yesterday"), Problem.WRONG),
    "no zone": (GOOD.replace(b"2026-11-22T11:30:00Z", b"2026-11-22T11:30:00"), Problem.WRONG),
    "german date": (GOOD.replace(b"2026-11-22T11:30:00Z", b"22.11.2026 11:30"), Problem.WRONG),
    "seconds": (GOOD.replace(b"2026-11-22T11:30:00Z", b"1795347005"), Problem.WRONG),
    "date of dotnet": (GOOD.replace(b"2026-11-22T11:30:00Z", b"/Date(1795347005000)/"), Problem.WRONG),
    "no month": (GOOD.replace(b"2026-11-22T11:30:00Z", b"2026-13-01T00:00:00Z"), Problem.WRONG),
    "a mark before it": (b"\xef\xbb\xbf" + GOOD, Problem.NOT_JSON),
    "utf-16": (GOOD.decode().encode("utf-16"), Problem.NOT_JSON),
    "two": (GOOD + b"{}", Problem.NOT_JSON),
    "a name twice": (GOOD.replace(b"{", b'{"@context": {},', 1), Problem.TWICE),
    "a name twice in a node": (GOOD.replace(b'"core:name"', b'"@type": "x", "core:name"'), Problem.TWICE),
    "wrong order": (GOOD.replace(b'"core:Bundle"', b'"observable:File"', 1), Problem.OTHER_FORMAT),
    "huge": (GOOD.replace(b"itm_01", b"a" * 100_000), Problem.TOO_LONG),
    "huger": (GOOD.replace(b"itm_01", b"a" * 3_000_000), Problem.TOO_LONG),
    "long number": (GOOD.replace(b"1234", b"1" * 100_000), Problem.NOT_JSON),
    "large number": (GOOD.replace(b"1234", b"1e999999999"), Problem.NOT_JSON),
    "fraction": (GOOD.replace(b"1234", b"1.5"), Problem.WRONG),
    "deep": (GOOD.replace(b'"itm_01"', b"[" * 50 + b"]" * 50), Problem.TOO_DEEP),
    "very deep": (GOOD.replace(b'"itm_01"', b"[" * 100_000 + b"]" * 100_000), Problem.TOO_DEEP),
    "many": (GOOD.replace(b'"itm_01"', b"[" + b"1," * MOST_VALUES + b"1]"), Problem.TOO_MANY),
    "many marks": (
        written(*(replace(BARE, handling=f"H{number}") for number in range(MOST_MARKS + 1))),
        Problem.TOO_MANY,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_is_told(name):
    document, problem = BROKEN[name]
    with pytest.raises(Malformed) as refused:
        found(document)
    assert refused.value.fault.problem is problem


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=8)
PRINTS = st.sampled_from(sorted(LETTERS)).flatmap(
    lambda kind: st.binary(min_size=LETTERS[kind] // 2, max_size=LETTERS[kind] // 2).map(
        lambda code: Print(kind, code.hex())
    )
)


@given(
    st.lists(
        st.builds(
            Item,
            id=WORDS,
            at=st.datetimes(timezones=st.just(UTC)),
            prints=st.lists(PRINTS, max_size=4, unique=True).map(tuple),
            classed=st.lists(st.builds(Classed, WORDS, WORDS, WORDS), max_size=3, unique=True).map(tuple),
            mime_type=WORDS | st.just(""),
            size=st.none() | st.integers(0, 2**63 - 1),
            exhibit=st.text(max_size=5),
            holder=st.text(max_size=5),
            handling=st.sampled_from(["", "TLP:RED", "H0"]),
        ),
        max_size=4,
    )
)
def test_every_item_survives_the_journey(items):
    assert found(written(*items)) == items


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    document = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(document)))
        begin = draw(st.integers(0, max(len(document) - 1, 0)))
        again = bytes(document[begin : begin + draw(st.integers(0, 300))])
        document[place : place + draw(st.integers(0, 20))] = draw(st.binary(max_size=6) | st.just(again))
    return bytes(document)


def test_depth_costs_no_memory():
    tracemalloc.start()
    with pytest.raises(Malformed):
        found(BROKEN["very deep"][0])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50 << 20


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(mutated() | st.binary(max_size=200))
def test_it_does_not_fall_over(document):
    reads_or_refuses(found, document)


@pytest.mark.slow
def test_it_outlasts_spoiled_files():
    survives(found, [GOOD])
