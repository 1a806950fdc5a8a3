"""Documents made from the table, right and wrong."""

from dataclasses import replace

from hypothesis import strategies as st

from seawall.wire.cybertip.elements import ROOTS
from seawall.wire.cybertip.kinds import Kind
from seawall.wire.cybertip.table import Child, Either, Record
from seawall.wire.cybertip.tree import Node

TEXTS = st.text("aZ0 .:/<>&\"'\t\n\ré日😀-", max_size=12)
RIGHT = {
    "xs:string": TEXTS,
    "xs:token": st.sampled_from(["b0754af766b426f2928a02c651ed4b99", "", "a b"]),
    "xs:boolean": st.sampled_from(["true", "false", "1", "0", " true\n"]),
    "xs:int": st.integers(0, 150).map(str) | st.sampled_from(["+7", "007", " 7 "]),
    "xs:long": st.integers(-(2**63), 2**63 - 1).map(str),
    "xs:double": st.floats(-180, 180).map(repr) | st.sampled_from(["1E1", ".5", "5.", " 7 "]),
    "xs:date": st.dates().map(str) | st.sampled_from(["2010-01-01Z", "2010-01-01+02:00"]),
    "xs:dateTime": st.datetimes().map(lambda moment: moment.isoformat() + "Z")
    | st.sampled_from(["2026-01-01T24:00:00", "2026-01-01T00:00:00.1234567-14:00", " 2026-01-01T00:00:00 "]),
}
WRONG = [
    "",
    " ",
    "x",
    "true",
    "TRUE",
    "1",
    "yes",
    "5.5",
    "5,5",
    "+49",
    "DE",
    "Home",
    "2026-01-31",
    "31.01.2026",
]
WRONG += [
    "2026-02-30",
    "2026-01-31T10:00:00",
    "2026-01-31 10:00:00",
    "2026-01-31T25:00:00Z",
    "2026-1-31T10:00:00Z",
]
WRONG += ["2026-01-31T10:00:00+15:00", "/Date(1700000000000)/", "1.0.0", "e5", "+", "-"]
NAMES = sorted({child.name for root in ROOTS.values() for child in root.children}) + [
    "phone",
    "country",
    "unheardOf",
]
ATTRIBUTES = ["type", "verified", "hashType", "reason", "unheardOf", "fleaCountry"]


def texts_of(kind: Kind) -> st.SearchStrategy[str]:
    if kind.fixed:
        return st.sampled_from(["", "true", "1", " true "])
    if kind.choices:
        return st.sampled_from(kind.choices)
    if kind.name == "CallingCode":
        return st.from_regex(r"\A\+[0-9]{1,3}\Z")
    if kind.name == "Extension":
        return st.from_regex(r"\A[0-9]{1,5}\Z")
    return RIGHT[kind.base]


@st.composite
def nodes(draw: st.DrawFn, name: str, what: Kind | Record) -> Node:
    if isinstance(what, Kind):
        return Node(name, text=draw(texts_of(what)))
    attributes = {
        each.name: draw(texts_of(each.kind))
        for each in what.attributes
        if each.needed or draw(st.integers(0, 3)) == 0
    }
    if what.content is not None:
        return Node(name, attributes, draw(texts_of(what.content)))
    parts = draw(st.permutations(what.parts)) if what.free_order else what.parts
    return Node(name, attributes, children=tuple(node for part in parts for node in draw(_of(part))))


@st.composite
def _of(draw: st.DrawFn, part: Child | Either) -> list[Node]:
    if isinstance(part, Either):
        chosen = draw(st.sampled_from(part.children))
        return draw(_of(replace(chosen, least=max(chosen.least, part.least))))
    # Seldom more than what must be there, or no document would ever end.
    count = part.least + (draw(st.integers(0, 7)) == 0)
    return [draw(nodes(part.name, part.what)) for _ in range(min(count, part.most or count))]


def documents() -> st.SearchStrategy[Node]:
    return st.sampled_from(sorted(ROOTS)).flatmap(lambda root: nodes(root, ROOTS[root]))


@st.composite
def changed(draw: st.DrawFn, node: Node) -> Node:
    """The same with one thing changed somewhere; nearly always wrong."""
    if node.children and draw(st.integers(0, 3)):
        place = draw(st.integers(0, len(node.children) - 1))
        inner = draw(changed(node.children[place]))
        return replace(node, children=(*node.children[:place], inner, *node.children[place + 1 :]))
    return draw(st.sampled_from(CHANGES))(draw, node)


def _another_text(draw: st.DrawFn, node: Node) -> Node:
    return replace(node, text=draw(st.sampled_from(WRONG)))


def _another_name(draw: st.DrawFn, node: Node) -> Node:
    return replace(node, name=draw(st.sampled_from(NAMES)))


def _another_order(draw: st.DrawFn, node: Node) -> Node:
    return replace(node, children=tuple(draw(st.permutations(node.children))))


def _one_less(draw: st.DrawFn, node: Node) -> Node:
    return replace(node, children=node.children[1:])


def _one_twice(draw: st.DrawFn, node: Node) -> Node:
    return replace(node, children=node.children[:1] + node.children)


def _one_more(draw: st.DrawFn, node: Node) -> Node:
    text = draw(st.sampled_from(WRONG))
    return replace(node, children=(*node.children, Node(draw(st.sampled_from(NAMES)), text=text)))


def _another_attribute(draw: st.DrawFn, node: Node) -> Node:
    name, text = draw(st.sampled_from(ATTRIBUTES)), draw(st.sampled_from(WRONG))
    return replace(node, attributes=dict(node.attributes) | {name: text})


def _no_attribute(draw: st.DrawFn, node: Node) -> Node:
    return replace(node, attributes={})


CHANGES = [
    _another_text,
    _another_name,
    _another_order,
    _one_less,
    _one_twice,
    _one_more,
    _another_attribute,
    _no_attribute,
]
