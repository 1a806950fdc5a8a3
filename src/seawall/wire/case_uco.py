"""CASE 1.5 on UCO (https://caseontology.org) as JSON-LD: items with fingerprints, classifications, provenance and handling marks.

`write` makes a graph that `case_validate` finds valid, one item after another; `read` reads what `write` wrote, and refuses other graphs: JSON-LD
says one thing in many ways, and guessing which would be worse than asking for another format. No node refers to a picture.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, BinaryIO

import ijson

from seawall.wire.case_graph import Node, head, marking, name_of, time_of, write_graph
from seawall.wire.faults import Fault, Malformed, Problem, Unit

ABOUT = "seawall-items 1"
HASHES = {"md5": "MD5", "sha1": "SHA1", "sha256": "SHA256", "pdq": "PDQ"}
KINDS = {method: kind for kind, method in HASHES.items()}
LETTERS = {"md5": 32, "sha1": 40, "sha256": 64, "pdq": 64}
HEX = re.compile("[0-9a-f]+")
# A node of an item has some thirty values; what has more was not written here.
MOST_VALUES = 2_000
DEEPEST = 12
# They are held until the end.
MOST_MARKS = 1_000
LONGEST_TEXT = 64 << 10
LONGEST_TOKEN = 1 << 20
LARGEST_SIZE = 1 << 63
Event = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Print:
    """`kind` md5, sha1, sha256 or pdq; `value` lower-case hexadecimal."""

    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Classed:
    """A category of a scheme in one version of its rules. None of the three has a slash in it."""

    scheme: str
    version: str
    category: str


@dataclass(frozen=True, slots=True)
class Item:
    """`id` is the owner's own; `exhibit` the evidence number under which `holder` lawfully holds the file; `handling` a mark such as
    `TLP:AMBER+STRICT`. `size` in bytes. `at` knows its zone."""

    id: str
    at: datetime
    prints: tuple[Print, ...] = ()
    classed: tuple[Classed, ...] = ()
    mime_type: str = ""
    size: int | None = None
    exhibit: str = field(default="", repr=False)
    holder: str = ""
    handling: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """What stands at the head: who wrote it, and when."""

    owner: str
    at: datetime


def write(graph: Graph, items: Iterable[Item], stream: BinaryIO) -> int:
    """Returns how many items were written. Errors: Malformed, if an item cannot be written so; OSError of writing; whatever `items` raise."""
    count = 0
    marked: set[str] = set()

    def nodes() -> Iterator[Node]:
        nonlocal count
        yield from head(graph.owner, graph.at, ABOUT)
        for count, item in enumerate(items, 1):
            yield from _nodes(item, graph, count, marked)

    write_graph(nodes(), stream)
    return count


def _nodes(item: Item, graph: Graph, number: int, marked: set[str]) -> Iterator[dict[str, Any]]:
    _checked(item, number)
    if item.handling and item.handling not in marked:
        marked.add(item.handling)
        yield from marking(item.handling)
    name = name_of("item", graph.owner, item.id)
    facets = [_content(item, name), *([_classification(item, name)] if item.classed else [])]
    yield {
        "@id": name,
        "@type": "observable:File",
        "core:name": item.id,
        "core:createdBy": {"@id": name_of("agency", graph.owner)},
        "core:objectCreatedTime": time_of(item.at),
        "core:hasFacet": facets,
    } | ({"core:objectMarking": {"@id": name_of("marking", item.handling)}} if item.handling else {})
    if item.exhibit or item.holder:
        yield {
            "@id": name_of("provenance", graph.owner, item.id),
            "@type": "investigation:ProvenanceRecord",
            "core:description": item.holder,
            "investigation:exhibitNumber": item.exhibit,
            "core:object": [{"@id": name}],
        }


def _content(item: Item, name: str) -> dict[str, Any]:
    hashes = [
        {
            "@id": name_of("hash", name, each.kind, each.value),
            "@type": "types:Hash",
            "types:hashMethod": HASHES[each.kind],
            "types:hashValue": {"@type": "xsd:hexBinary", "@value": each.value},
        }
        for each in item.prints
    ]
    facet: dict[str, Any] = {"@id": name_of("content", name), "@type": "observable:ContentDataFacet"}
    facet |= {"observable:hash": hashes} if hashes else {}
    facet |= {"observable:mimeType": item.mime_type} if item.mime_type else {}
    return facet | ({"observable:sizeInBytes": item.size} if item.size is not None else {})


def _classification(item: Item, name: str) -> dict[str, Any]:
    return {
        "@id": name_of("classes", name),
        "@type": "analysis:ArtifactClassificationResultFacet",
        "analysis:classification": [
            {
                "@id": name_of("class", name, each.scheme, each.version, each.category),
                "@type": "analysis:ArtifactClassification",
                "analysis:class": f"{each.scheme}/{each.version}/{each.category}",
            }
            for each in item.classed
        ],
    }


def _checked(item: Item, number: int) -> None:
    for place, each in enumerate(item.prints):
        if len(each.value) != LETTERS.get(each.kind) or not HEX.fullmatch(each.value):
            raise _malformed(number, f"prints[{place}]", Problem.WRONG, "hexadecimal of its kind's length")
    for place, one in enumerate(item.classed):
        if any("/" in word or not word for word in (one.scheme, one.version, one.category)):
            raise _malformed(number, f"classed[{place}]", Problem.WRONG, "three words without a slash")
    if len(set(item.prints)) != len(item.prints) or len(set(item.classed)) != len(item.classed):
        raise _malformed(number, "", Problem.TWICE, "each fingerprint and each category once")
    if not item.id or (item.size is not None and not 0 <= item.size < LARGEST_SIZE):
        raise _malformed(number, "id" if not item.id else "size", Problem.WRONG)


def _malformed(number: int, where: str, problem: Problem, expected: str = "") -> Malformed:
    return Malformed(Fault(Unit.RECORD, number, where, problem, expected))


def read(stream: BinaryIO) -> Iterator[Item]:
    """The items of a graph that `write` wrote, in constant memory. Errors while iterating: Malformed, whose record is a node of the graph;
    OSError of reading."""
    waiting: Item | None = None
    marks: dict[str, str] = {}
    for number, node in enumerate(_graph(stream), 1):
        try:
            kind = node["@type"]
            if number <= 2:
                _is_ours(node, number)
            elif kind == "marking:StatementMarking":
                if len(marks) >= MOST_MARKS:
                    raise _malformed(number, "", Problem.TOO_MANY, f"at most {MOST_MARKS} handling marks")
                marks[name_of("marking", node["marking:statement"])] = node["marking:statement"]
            elif kind == "observable:File":
                if waiting is not None:
                    yield waiting
                waiting = _item(node, marks)
            elif kind == "investigation:ProvenanceRecord" and waiting is not None:
                waiting = _held(waiting, node)
            elif kind != "marking:MarkingDefinition":
                raise _malformed(number, "@type", Problem.UNKNOWN)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as wrong:
            if isinstance(wrong, Malformed):
                raise
            raise _malformed(number, "", Problem.WRONG, "a node as Seawall writes it") from None
    if waiting is not None:
        yield waiting


def _is_ours(node: Mapping[str, Any], number: int) -> None:
    wanted: Sequence[Any] = ("identity:Organization", "core:Bundle")
    ours = node["@type"] == wanted[number - 1] and (number == 1 or node["core:description"] == ABOUT)
    if not ours:
        raise _malformed(number, "", Problem.OTHER_FORMAT, ABOUT)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("no whole number")
    return value


def _item(node: Mapping[str, Any], marks: Mapping[str, str]) -> Item:
    facets = {facet["@type"]: facet for facet in node["core:hasFacet"]}
    content = facets["observable:ContentDataFacet"]
    classes = facets.get("analysis:ArtifactClassificationResultFacet", {}).get("analysis:classification", [])
    size = content.get("observable:sizeInBytes")
    item = Item(
        id=_text(node["core:name"]),
        at=datetime.fromisoformat(node["core:objectCreatedTime"]["@value"]),
        prints=tuple(_print(each) for each in content.get("observable:hash", [])),
        classed=tuple(Classed(*_text(each["analysis:class"]).split("/")) for each in classes),
        mime_type=_text(content.get("observable:mimeType", "")),
        size=size if size is None else _whole(size),
        handling=marks[node["core:objectMarking"]["@id"]] if "core:objectMarking" in node else "",
    )
    if item.at.tzinfo is None:
        raise ValueError("a time without a zone")
    _checked(item, 1)
    return item


def _print(node: Mapping[str, Any]) -> Print:
    return Print(KINDS[node["types:hashMethod"]], _text(node["types:hashValue"]["@value"]))


def _held(item: Item, node: Mapping[str, Any]) -> Item:
    return replace(
        item, exhibit=_text(node["investigation:exhibitNumber"]), holder=_text(node["core:description"])
    )


def _graph(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The nodes, each within bounds."""
    events, number = _events(stream), 0
    for number, _ in enumerate(_beginnings(events), 1):
        yield _node(events, number)
    if number < 2:
        raise _malformed(1, "", Problem.OTHER_FORMAT, ABOUT)


def _beginnings(events: Iterator[Event]) -> Iterator[None]:
    """Each place where a node of the graph has begun; who is told reads its events before asking for the next."""
    depth, key, graph = 0, "", False
    names = _Names()
    for event, value in events:
        if graph and depth == 2 and event == "start_map":
            yield
            continue
        names.hear(event, value, 1)
        if depth == 1 and event == "map_key":
            key = value
        elif depth == 1:
            graph = key == "@graph" and event == "start_array"
        depth += _deeper(event)


def _node(events: Iterator[Event], number: int) -> dict[str, Any]:
    builder, count, depth = ijson.ObjectBuilder(), 1, 1
    builder.event("start_map", None)
    names = _Names()
    names.hear("start_map", None, number)
    for event, value in events:
        names.hear(event, value, number)
        count += 1
        depth += _deeper(event)
        if count > MOST_VALUES or depth > DEEPEST:
            raise _malformed(number, "", Problem.TOO_MANY if count > MOST_VALUES else Problem.TOO_DEEP)
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise _malformed(number, "", Problem.TOO_LONG, f"at most {LONGEST_TEXT} characters")
        builder.event(event, value)
        if depth == 0:
            break
    return dict(builder.value)


class _Names:
    """Those of each object that is open: two readers could take two different values for a name that stands there twice."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []

    def hear(self, event: str, value: Any, number: int) -> None:
        if event == "start_map":
            self._open.append(set())
        elif event == "end_map":
            self._open.pop()
        elif event == "map_key":
            if value in self._open[-1]:
                raise _malformed(number, "", Problem.TWICE, "each name of an object once")
            self._open[-1].add(value)


def _deeper(event: str) -> int:
    return event.startswith("start") - event.startswith("end")


class _Watched:
    """A stream of which not too much is read for a single token: the parser would hold all of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.since = stream, 0

    def read(self, size: int) -> bytes:
        if self.since > LONGEST_TOKEN:
            raise _malformed(1, "", Problem.TOO_LONG, f"at most {LONGEST_TEXT} characters")
        found = self._stream.read(size)
        self.since += len(found)
        return found


def _events(stream: BinaryIO) -> Iterator[Event]:
    watched = _Watched(stream)
    try:
        # Numbers as floats: made into a Decimal or a long integer, a hostile one breaks the library's C code and the whole process.
        # Without the path that `parse` adds to each: of what is nested deep, paths alone fill gigabytes.
        for event in ijson.basic_parse(watched, use_float=True):
            watched.since = 0
            yield event
    except (ijson.JSONError, RecursionError) as fault:
        raise _malformed(1, "", _problem_of(str(fault).lower())) from None
    except UnicodeDecodeError:
        raise _malformed(1, "", Problem.NOT_TEXT, "UTF-8") from None


def _problem_of(said: str) -> Problem:
    # The library has one error for all, told apart by its words.
    if "premature eof" in said or "incomplete" in said:
        return Problem.CUT
    return Problem.NOT_TEXT if "utf8" in said else Problem.NOT_JSON
