"""Our schema text, made from the table: what a door that checks by the table answers to whoever asks for its schema (XML Schema 1.0)."""

from collections.abc import Iterator
from functools import cache

from seawall.wire.cybertip.elements import EXCLUSION, FILE_DETAILS, ROOTS
from seawall.wire.cybertip.kinds import Kind
from seawall.wire.cybertip.table import Child, Either, Record
from seawall.wire.cybertip.tree import Node, write_tree

ABOUT = "Messages in the CyberTipline reporting format, as this node takes them. Lengths are those of the format's documentation."
ONLY_IN_WORDS = f"Where {EXCLUSION.element} is '{EXCLUSION.value}', none of these is taken: {', '.join(EXCLUSION.without)}."


@cache
def schema_text() -> bytes:
    """The same bytes every time."""
    records, kinds = _used()
    return write_tree(
        Node(
            "xs:schema",
            {"xmlns:xs": "http://www.w3.org/2001/XMLSchema", "elementFormDefault": "qualified"},
            children=(
                _note(ABOUT),
                *(Node("xs:element", {"name": name, "type": record.name}) for name, record in ROOTS.items()),
                *(_complex(record) for record in records),
                *(_simple(kind) for kind in kinds),
            ),
        )
    )


def _used() -> tuple[list[Record], list[Kind]]:
    records: dict[str, Record] = {}
    kinds: dict[str, Kind] = {}
    waiting = list(ROOTS.values())
    while waiting:
        record = waiting.pop()
        if record.name in records:
            continue
        records[record.name] = record
        waiting += [child.what for child in record.children if isinstance(child.what, Record)]
        kinds |= {kind.name: kind for kind in _kinds_of(record) if kind.name}
    return sorted(records.values(), key=lambda each: each.name), sorted(
        kinds.values(), key=lambda each: each.name
    )


def _kinds_of(record: Record) -> Iterator[Kind]:
    yield from (attribute.kind for attribute in record.attributes)
    yield from (child.what for child in record.children if isinstance(child.what, Kind))
    if record.content is not None:
        yield record.content


def _note(text: str) -> Node:
    return Node("xs:annotation", children=(Node("xs:documentation", text=text),))


def _complex(record: Record) -> Node:
    words = " ".join(filter(None, (record.note, ONLY_IN_WORDS if record is FILE_DETAILS else "")))
    note = (_note(words),) if words else ()
    return Node("xs:complexType", {"name": record.name}, children=(*note, *_inside(record)))


def _inside(record: Record) -> Iterator[Node]:
    attributes = tuple(
        Node(
            "xs:attribute",
            {"name": each.name, "type": _type(each.kind)} | ({"use": "required"} if each.needed else {}),
        )
        for each in record.attributes
    )
    if record.content is not None:
        extension = Node("xs:extension", {"base": _type(record.content)}, children=attributes)
        yield Node("xs:simpleContent", children=(extension,))
        return
    if record.parts:
        order = "xs:all" if record.free_order else "xs:sequence"
        yield Node(order, children=tuple(_part(part) for part in record.parts))
    yield from attributes


def _part(part: Child | Either) -> Node:
    if isinstance(part, Either):
        return Node("xs:choice", _often(part.least, 1), children=tuple(_part(each) for each in part.children))
    fixed = {"fixed": part.what.fixed} if isinstance(part.what, Kind) and part.what.fixed else {}
    return Node(
        "xs:element", {"name": part.name, "type": _type(part.what)} | _often(part.least, part.most) | fixed
    )


def _often(least: int, most: int | None) -> dict[str, str]:
    return ({} if least == 1 else {"minOccurs": str(least)}) | (
        {} if most == 1 else {"maxOccurs": "unbounded"}
    )


def _type(what: Kind | Record) -> str:
    return what.name if isinstance(what, Record) else what.name or what.base


def _simple(kind: Kind) -> Node:
    facets = [("pattern", kind.pattern)] if kind.pattern else []
    facets += [("enumeration", choice) for choice in kind.choices]
    facets += [("maxLength", str(kind.longest))] if kind.longest else []
    facets += [("minInclusive", str(kind.least))] if kind.least is not None else []
    facets += [("maxInclusive", str(kind.most))] if kind.most is not None else []
    restriction = Node(
        "xs:restriction",
        {"base": kind.base},
        children=tuple(Node(f"xs:{name}", {"value": value}) for name, value in facets),
    )
    return Node("xs:simpleType", {"name": kind.name}, children=(restriction,))
