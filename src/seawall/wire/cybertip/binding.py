"""Between dataclasses and trees, by the table: a field names its element or attribute, and the table knows order, kind and number.

A required text that is empty is written empty; everything else that is empty is left out. What no field names is kept in `more`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from seawall.wire.cybertip.check import faults_in
from seawall.wire.cybertip.elements import ROOTS
from seawall.wire.cybertip.kinds import Kind
from seawall.wire.cybertip.table import Child, Record, places
from seawall.wire.cybertip.tree import Node, read_tree, write_tree
from seawall.wire.faults import Fault, Malformed, Problem, Unit

T = TypeVar("T")
CONTENT = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """`name` of the child or attribute, empty for the content; `of` is the class of its values: a dataclass, the enumeration of a choice
    or of flags, or the dataclasses by name where a record is one of several."""

    name: str
    of: Any
    attribute: bool


def child(
    name: str, of: Any = None, *, default: Any = None, needed: bool = False, shown: bool = False
) -> Any:
    """A field for an element. What names people, accounts or files stays out of the repr; `shown` is for what does not."""
    return _field(Bound(name, of, False), default, needed, shown)


def children(name: str, of: Any = None) -> Any:
    """A field for an element that may come again: a tuple."""
    return child(name, of, default=())


def attribute(name: str, of: Any = None, *, default: Any = None, needed: bool = False) -> Any:
    return _field(Bound(name, of, True), default, needed, True)


def content(*, default: Any = None, needed: bool = False) -> Any:
    return _field(Bound(CONTENT, None, False), default, needed, False)


def more() -> Any:
    """A field for elements that no other field names, as they were read."""
    return field(default=(), repr=False)


def _field(bound: Bound, default: Any, needed: bool, shown: bool) -> Any:
    metadata = {"bound": bound}
    if needed:
        return field(metadata=metadata, repr=shown)
    return field(default=default, metadata=metadata, repr=shown)


def read(document: bytes, root: str, cls: type[T]) -> T:
    """Errors: Malformed, with the first fault."""
    node = read_tree(document)
    for fault in faults_in(node, root):
        raise Malformed(fault)
    return _value_of(node, ROOTS[root], cls)


def tree_of(value: object, root: str) -> Node:
    """Errors: Malformed, if it is not what the table demands; its fault counts record 1."""
    node = _node_of(value, root, ROOTS[root])
    for fault in faults_in(node, root):
        raise Malformed(fault)
    return node


def write(value: object, root: str) -> bytes:
    return write_tree(tree_of(value, root))


def _bounds(cls: type) -> Iterator[tuple[Field[Any], Bound]]:
    for each in fields(cls):
        if (bound := each.metadata.get("bound")) is not None:
            yield each, bound


def _value_of(node: Node, record: Record, cls: type[T]) -> T:
    found: dict[str, Any] = {}
    named: dict[str, list[Node]] = {}
    for inner in node.children:
        named.setdefault(inner.name, []).append(inner)
    for each, bound in _bounds(cls):
        if bound.name == CONTENT and record.content is not None:
            found[each.name] = record.content.read(node.text)
        elif bound.attribute and bound.name in node.attributes:
            found[each.name] = _attribute_of(node, record, bound)
        elif not bound.attribute and bound.name in named:
            found[each.name] = _read_child(named.pop(bound.name), places(record)[bound.name][1], bound)
    if named:
        found["more"] = tuple(inner for inner in node.children if inner.name in named)
    return cls(**found)


def _attribute_of(node: Node, record: Record, bound: Bound) -> Any:
    kind = next(each.kind for each in record.attributes if each.name == bound.name)
    return _made(bound)(kind.read(node.attributes[bound.name]))


def _made(bound: Bound) -> Callable[[Any], Any]:
    return bound.of if isinstance(bound.of, type) and issubclass(bound.of, StrEnum) else lambda value: value


def _read_child(nodes: list[Node], known: Child, bound: Bound) -> Any:
    read = [_read_one(node, known.what, bound) for node in nodes]
    return read[0] if known.most == 1 else tuple(read)


def _read_one(node: Node, what: Kind | Record, bound: Bound) -> Any:
    if isinstance(what, Kind):
        return _made(bound)(what.read(node.text))
    if what.free_order:
        return frozenset(bound.of(inner.name) for inner in node.children)
    if isinstance(bound.of, Mapping):
        inner = node.children[0]
        return _value_of(inner, _record(places(what)[inner.name][1]), bound.of[inner.name])
    if bound.of is None:
        return _content(what).read(node.text)
    return _value_of(node, what, bound.of)


def _node_of(value: object, name: str, record: Record) -> Node:
    texts: dict[str, str] = {}
    text = ""
    named: dict[str, list[Node]] = {}
    for inner in getattr(value, "more", ()):
        named.setdefault(inner.name, []).append(inner)
    for each, bound in _bounds(type(value)):
        given = getattr(value, each.name)
        if bound.name == CONTENT:
            text = "" if given is None else _written(name, _content(record), given)
        elif bound.attribute:
            texts |= _attribute_texts(record, bound, given)
        else:
            known = places(record)[bound.name][1]
            named[bound.name] = list(_child_nodes(known, bound, given))
    children = tuple(node for each in record.children for node in named.pop(each.name, ()))
    # What the table does not know comes last, for the check to refuse.
    children += tuple(node for unknown in named.values() for node in unknown)
    return Node(name, texts, text, children)


def _attribute_texts(record: Record, bound: Bound, given: Any) -> dict[str, str]:
    found = next(each for each in record.attributes if each.name == bound.name)
    if given is None or (given == "" and not found.needed):
        return {}
    return {bound.name: _written(bound.name, found.kind, given)}


def _child_nodes(known: Child, bound: Bound, given: Any) -> Iterator[Node]:
    if known.most != 1:
        for each in given:
            yield _one_node(known, bound, each)
    elif given is not None and given != frozenset() and (given != "" or known.least):
        yield _one_node(known, bound, given)


def _one_node(known: Child, bound: Bound, given: Any) -> Node:
    what = known.what
    if isinstance(what, Kind):
        return Node(known.name, text=_written(known.name, what, given))
    if what.free_order:
        return Node(
            known.name, children=tuple(Node(each.name) for each in what.children if each.name in given)
        )
    if isinstance(bound.of, Mapping):
        name = next(name for name, cls in bound.of.items() if isinstance(given, cls))
        return Node(known.name, children=(_node_of(given, name, _record(places(what)[name][1])),))
    if bound.of is None:
        return Node(known.name, text=_written(known.name, _content(what), given))
    return _node_of(given, known.name, what)


def _written(name: str, kind: Kind, given: Any) -> str:
    try:
        return kind.write(given)
    except (TypeError, ValueError, AttributeError):
        raise Malformed(Fault(Unit.RECORD, 1, name, Problem.WRONG, kind.wants)) from None


def _record(known: Child) -> Record:
    assert isinstance(known.what, Record)
    return known.what


def _content(record: Record) -> Kind:
    assert record.content is not None
    return record.content
