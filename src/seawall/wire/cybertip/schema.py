"""Validation against a schema text that is given, such as the one the service answers to `GET /xsd`: the last look before a report is sent.

Nothing is fetched, neither by the schema nor by the document.
"""

from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

from xmlschema import (
    XMLSchema10,
    XMLSchemaChildrenValidationError,
    XMLSchemaException,
    XMLSchemaValidationError,
)

from seawall.wire.cybertip.check import IGNORED, MOST_FAULTS
from seawall.wire.cybertip.tree import Node, read_tree
from seawall.wire.faults import Fault, Malformed, Problem, Unit

XS = "{http://www.w3.org/2001/XMLSchema}"
ELSEWHERE = {f"{XS}{word}" for word in ("import", "include", "redefine", "override")}
# The schema of November 2025 has 150,000 bytes.
LARGEST_SCHEMA = 2 << 20


class Schema:
    """A schema of one text. Errors of making one: Malformed, if it is none, is too long or wants other files."""

    def __init__(self, text: bytes) -> None:
        if len(text) > LARGEST_SCHEMA:
            raise _refused(Problem.TOO_LONG)
        tree = read_tree(text)
        if tree.name != f"{XS}schema":
            raise _refused(Problem.OTHER_FORMAT)
        if any(child.name in ELSEWHERE for child in tree.children):
            raise _refused(Problem.FORBIDDEN)
        try:
            self._schema = XMLSchema10(text, allow="none", defuse="always")
        except (XMLSchemaException, ValueError, TypeError, KeyError, RecursionError):
            # A schema that contradicts itself shows in the library in many ways.
            raise _refused(Problem.WRONG) from None

    def faults_in(self, document: bytes) -> tuple[Fault, ...]:
        """The first hundred. Errors: Malformed, where it is no XML within the bounds of a report."""
        return self.faults_in_tree(read_tree(document))

    def faults_in_tree(self, node: Node) -> tuple[Fault, ...]:
        errors = self._schema.iter_errors(_element_of(node), use_location_hints=False)
        return tuple(islice(_told(errors), MOST_FAULTS))


def _refused(problem: Problem) -> Malformed:
    return Malformed(Fault(Unit.RECORD, 1, "schema", problem))


def _element_of(node: Node) -> Element:
    element = Element(
        node.name, {name: text for name, text in node.attributes.items() if name not in IGNORED}
    )
    element.text = node.text
    element.extend([_element_of(child) for child in node.children])
    return element


def _told(errors: Iterator[XMLSchemaValidationError]) -> Iterator[Fault]:
    # The library's own words quote the document.
    for error in _until_lost(errors):
        if error is None:
            yield Fault(Unit.RECORD, 1, "", Problem.WRONG)
            continue
        field = (error.path or "").strip("/").replace("/", ".")
        if isinstance(error, XMLSchemaChildrenValidationError):
            names = [getattr(each, "name", None) for each in error.expected or ()]
            expected = ", ".join(str(name) for name in names if name)
            yield Fault(Unit.RECORD, 1, field, Problem.OUT_OF_ORDER, expected)
        else:
            yield Fault(Unit.RECORD, 1, field, Problem.WRONG)


def _until_lost(errors: Iterator[XMLSchemaValidationError]) -> Iterator[XMLSchemaValidationError | None]:
    """None where the library gives up, as it does when a document names a type that the schema has not, or a year beyond what it counts."""
    try:
        yield from errors
    except (XMLSchemaException, OverflowError):
        yield None
