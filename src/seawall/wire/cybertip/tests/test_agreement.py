"""The table against the service's schema: the same shape, and the same answer to documents right and wrong, but for stated differences."""

from collections.abc import Iterator
from typing import Any

import pytest
import xmlschema
from hypothesis import given, settings
from xmlschema.validators import XsdGroup

from seawall.wire.cybertip.check import faults_in
from seawall.wire.cybertip.differences import DIFFERENCES, Difference
from seawall.wire.cybertip.elements import ROOTS
from seawall.wire.cybertip.own_schema import schema_text
from seawall.wire.cybertip.schema import Schema
from seawall.wire.cybertip.tests.documents import changed, documents
from seawall.wire.cybertip.tests.theirs import XSD, needs_their_schema, their_schema
from seawall.wire.cybertip.tree import Node, read_tree, write_tree

OURS = Schema(schema_text())


def excluded(node: Node) -> bool:
    """Whether the one rule is broken that no schema can state."""
    return any("because" in fault.expected for fault in faults_in(node, node.name))


def refused(node: Node) -> bool:
    return any("because" not in fault.expected for fault in faults_in(node, node.name))


@given(documents())
def test_what_the_table_makes_all_three_take(node):
    assert not refused(node)
    assert OURS.faults_in_tree(node) == ()
    if XSD.exists():
        assert their_schema().faults_in_tree(node) == ()


@given(documents().flatmap(changed))
def test_the_table_and_our_schema_answer_alike(node):
    if node.name in ROOTS:
        assert refused(node) == bool(OURS.faults_in_tree(node)), node


@needs_their_schema
@given(documents().flatmap(changed))
def test_the_table_and_their_schema_answer_alike(node):
    if node.name in ROOTS:
        assert refused(node) == bool(their_schema().faults_in_tree(node)), node


@given(documents() | documents().flatmap(changed))
def test_a_tree_survives_being_written(node):
    def bare(each: Node) -> Node:
        # Between elements the writer indents.
        text = "" if each.children else each.text
        return Node(each.name, dict(each.attributes), text, tuple(map(bare, each.children)))

    assert bare(read_tree(write_tree(node))) == bare(node)


def shape(element: Any) -> Any:
    """Name, kind and order of everything inside, as the library understands a schema."""
    kind = element.type
    if kind.is_simple():
        attributes, inside = frozenset(), values(kind)
    else:
        attributes = frozenset((name, each.use, values(each.type)) for name, each in kind.attributes.items())
        inside = values(kind.content) if kind.has_simple_content() else group(kind.content)
    return (element.local_name, element.min_occurs, element.max_occurs, element.fixed, attributes, inside)


def group(content: Any) -> Any:
    parts = tuple(group(part) if isinstance(part, XsdGroup) else shape(part) for part in content)
    if len(parts) == 1 and isinstance(content[0], XsdGroup):
        return parts[0]
    # A choice of what may be absent may itself be absent.
    absent = content.model == "choice" and all(part[1] == 0 for part in parts)
    return (content.model if parts else "", 0 if absent else content.min_occurs, content.max_occurs, parts)


def values(kind: Any) -> Any:
    """The type of the standard that it narrows, its choices, and the forms that both must have."""
    bottom = kind
    while not bottom.name or not bottom.name.startswith("{http://www.w3.org/2001/XMLSchema}"):
        bottom = bottom.base_type
    forms = (
        ()
        if bottom is kind or kind.patterns is None or bottom.local_name != "string"
        else kind.patterns.regexps
    )
    return (bottom.local_name, frozenset(kind.enumeration or ()), tuple(forms))


@needs_their_schema
@pytest.mark.parametrize("root", sorted(ROOTS))
def test_every_element_stands_where_theirs_stands(root):
    ours, theirs = (xmlschema.XMLSchema10(text).elements[root] for text in (schema_text(), XSD.read_bytes()))
    assert shape(ours) == shape(theirs)


def test_our_schema_is_in_our_own_words():
    if XSD.exists():
        theirs = {text for text in notes(XSD.read_bytes()) if len(text) > 40}
        assert theirs and not theirs & set(notes(schema_text()))
    assert len(schema_text()) < 60_000


def notes(schema: bytes) -> Iterator[str]:
    def walk(node: Node) -> Iterator[str]:
        if node.name.endswith("documentation"):
            yield node.text.strip()
        for child in node.children:
            yield from walk(child)

    return walk(read_tree(schema))


REPORT = """<report><incidentSummary><incidentType>Child Sex Trafficking</incidentType><platform>{platform}</platform>
<incidentDateTime>{at}</incidentDateTime></incidentSummary>
<internetDetails><cellPhoneIncident><latitude>{latitude}</latitude></cellPhoneIncident></internetDetails>
<reporter><reportingPerson><firstName{extra}>A</firstName><age>{age}</age></reportingPerson></reporter></report>"""
FINE = {"platform": "", "at": "2026-01-01T00:00:00Z", "latitude": "1", "extra": "", "age": "5"}
TYPED = ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="xs:string"'
FILE = "<fileDetails><reportId>1</reportId><fileId>a</fileId><fileRelevance>Supplemental Reported</fileRelevance>{}</fileDetails>"
EXAMPLES = [
    (Difference.LENGTH, REPORT.format(**FINE | {"platform": "a" * 257})),
    (Difference.AGE, REPORT.format(**FINE | {"age": "151"})),
    (Difference.DEGREES, REPORT.format(**FINE | {"latitude": "181"})),
    (Difference.DEGREES, REPORT.format(**FINE | {"latitude": "NaN"})),
    (Difference.DEGREES, REPORT.format(**FINE | {"latitude": "-INF"})),
    (Difference.YEAR, REPORT.format(**FINE | {"at": "12026-01-01T00:00:00Z"})),
    (Difference.YEAR, REPORT.format(**FINE | {"at": "-0001-01-01T00:00:00Z"})),
    (Difference.SUPPLEMENTAL, FILE.format("<industryClassification>A1</industryClassification>")),
    (Difference.SUPPLEMENTAL, FILE.format("<potentialMeme>true</potentialMeme>")),
    (Difference.TYPE, REPORT.format(**FINE | {"extra": TYPED})),
    (Difference.DIGITS, REPORT.format(**FINE | {"age": "٥"})),
    (Difference.DIGITS, REPORT.format(**FINE | {"age": "1_0"})),
    (Difference.DIGITS, REPORT.format(**FINE | {"age": "\N{NO-BREAK SPACE}5"})),
    (
        Difference.SIZE,
        REPORT.format(**FINE | {"extra": "", "platform": ""}).replace(
            "</reporter>", "</reporter>" + "<personOrUserReported/>" * 50_000
        ),
    ),
]


def test_every_stated_difference_has_an_example():
    assert {difference for difference, _ in EXAMPLES} == set(DIFFERENCES) == set(Difference)


@needs_their_schema
@pytest.mark.parametrize(("difference", "document"), EXAMPLES, ids=[each for each, _ in EXAMPLES])
def test_they_take_what_we_refuse(difference, document):
    raw = document.encode()
    assert xmlschema.XMLSchema10(XSD.read_bytes(), allow="none").is_valid(raw)
    try:
        node = read_tree(raw)
    except ValueError:
        assert difference is Difference.SIZE
        return
    assert faults_in(node, node.name)
    if DIFFERENCES[difference].in_our_schema:
        assert OURS.faults_in_tree(node)


@needs_their_schema
def test_without_a_difference_the_examples_are_taken():
    for raw in (REPORT.format(**FINE).encode(), FILE.format("").encode()):
        node = read_tree(raw)
        assert (
            faults_in(node, node.name)
            == OURS.faults_in_tree(node)
            == their_schema().faults_in_tree(node)
            == ()
        )


@needs_their_schema
def test_not_even_a_blank_is_in_what_is_empty():
    node = read_tree(
        REPORT.format(**FINE)
        .replace("<report>", "<report><batchedReport reason='VIRAL_POTENTIAL_MEME'> </batchedReport>", 1)
        .encode()
    )
    assert refused(node) and their_schema().faults_in_tree(node) and OURS.faults_in_tree(node)


@pytest.mark.slow
@needs_their_schema
@settings(max_examples=2000)
@given(documents().flatmap(changed))
def test_all_three_answer_alike_for_long(node):
    if node.name in ROOTS:
        assert (
            refused(node) == bool(their_schema().faults_in_tree(node)) == bool(OURS.faults_in_tree(node))
        ), node
