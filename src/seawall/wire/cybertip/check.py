"""Whether a tree is what the table demands, and if not, where: strictly and in order, as the service checks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from seawall.wire.cybertip.elements import EXCLUSION, ROOTS
from seawall.wire.cybertip.kinds import SPACES, Kind, TooLong
from seawall.wire.cybertip.table import Attribute, Child, Either, Record, alternatives, places
from seawall.wire.cybertip.tree import Node
from seawall.wire.faults import Fault, Problem, Unit

# Whoever has made more mistakes than this has made one mistake many times.
MOST_FAULTS = 100
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
# Where a schema lies: taken from nobody and heeded by nobody, but clients write it.
IGNORED = frozenset({f"{XSI}noNamespaceSchemaLocation", f"{XSI}schemaLocation"})


def faults_in(node: Node, root: str) -> tuple[Fault, ...]:
    """The first hundred faults, in the order of the document. `root` is `report`, `fileDetails`, `reportResponse` or
    `reportDoneResponse`. The names of fields are names of the table; what the table does not know is `*[n]`, a child by its number."""
    if node.name != root:
        return (_fault(node, "", Problem.OTHER_FORMAT, root),)
    return tuple(islice(_in_record(node, ROOTS[root], root), MOST_FAULTS))


def _fault(node: Node, path: str, problem: Problem, expected: str = "") -> Fault:
    unit, number = (Unit.LINE, node.line) if node.line else (Unit.RECORD, 1)
    return Fault(unit, number, path, problem, expected)


def _in(node: Node, what: Kind | Record, path: str) -> Iterator[Fault]:
    if isinstance(what, Record):
        yield from _in_record(node, what, path)
        return
    yield from _in_attributes(node, (), path)
    yield from _in_value(node, what, path)


def _in_record(node: Node, record: Record, path: str) -> Iterator[Fault]:
    yield from _in_attributes(node, record.attributes, path)
    if record.content is not None:
        yield from _in_value(node, record.content, path)
        return
    # What has neither parts nor a value is empty: by the rules of schemas not even a blank is allowed there.
    if node.text.strip(SPACES) if record.parts else node.text:
        yield _fault(node, path, Problem.WRONG, "elements and no text between them" if record.parts else "")
    yield from _in_order(node, record, path)
    yield from _excluded(node, record, path)


def _in_value(node: Node, kind: Kind, path: str) -> Iterator[Fault]:
    for number, child in enumerate(node.children):
        yield _fault(child, f"{path}.*[{number}]", Problem.UNKNOWN, kind.wants)
    if not node.children:
        yield from _of_kind(node, node.text, kind, path)


def _of_kind(node: Node, text: str, kind: Kind, path: str) -> Iterator[Fault]:
    try:
        kind.read(text)
    except TooLong:
        yield _fault(node, path, Problem.TOO_LONG, kind.wants)
    except ValueError:
        yield _fault(node, path, Problem.WRONG, kind.wants)


def _in_attributes(node: Node, attributes: Sequence[Attribute], path: str) -> Iterator[Fault]:
    known = {attribute.name: attribute for attribute in attributes}
    for name, text in node.attributes.items():
        if name in known:
            yield from _of_kind(node, text, known[name].kind, f"{path}@{name}")
        elif name not in IGNORED:
            yield _fault(node, f"{path}@*", Problem.UNKNOWN, ", ".join(known) or "no attribute")
    for attribute in attributes:
        if attribute.needed and attribute.name not in node.attributes:
            yield _fault(node, f"{path}@{attribute.name}", Problem.MISSING, attribute.kind.wants)


def _in_order(node: Node, record: Record, path: str) -> Iterator[Fault]:
    """Walks children and parts together; a part that was passed does not come again."""
    known_places = places(record)
    counts: Counter[str] = Counter()
    reached = 0
    for number, child in enumerate(node.children):
        if child.name not in known_places:
            yield _fault(child, f"{path}.*[{number}]", Problem.UNKNOWN, _names(record, reached))
            continue
        place, known = known_places[child.name]
        here = f"{path}.{child.name}" + ("" if known.most == 1 else f"[{counts[child.name]}]")
        counts[child.name] += 1
        if known.most is not None and counts[child.name] > known.most:
            yield _fault(child, here, Problem.TWICE, "once")
        elif place < reached and not record.free_order:
            yield _fault(child, here, Problem.OUT_OF_ORDER, f"before {_names(record, reached, 1)}")
        elif (rival := _rival(record.parts[place], child.name, counts)) is not None:
            yield _fault(child, here, Problem.TOO_MANY, f"either this or {rival}")
        reached = max(reached, place)
        yield from _in(child, known.what, here)
    yield from _missing(node, record, path, counts)


def _rival(part: Child | Either, name: str, counts: Counter[str]) -> str | None:
    return next((each.name for each in alternatives(part) if each.name != name and counts[each.name]), None)


def _names(record: Record, reached: int, most: int | None = None) -> str:
    names = [child.name for part in record.parts[reached:] for child in alternatives(part)]
    return ", ".join(names[:most]) or "nothing"


def _missing(node: Node, record: Record, path: str, counts: Counter[str]) -> Iterator[Fault]:
    for part in record.parts:
        names = [child.name for child in alternatives(part)]
        if part.least and not any(counts[name] for name in names):
            field = f"{path}.{names[0]}" if len(names) == 1 else path
            yield _fault(
                node, field, Problem.MISSING, "" if len(names) == 1 else "one of: " + ", ".join(names)
            )


def _excluded(node: Node, record: Record, path: str) -> Iterator[Fault]:
    if record is not EXCLUSION.record:
        return
    if any(child.name == EXCLUSION.element and child.text == EXCLUSION.value for child in node.children):
        for child in node.children:
            if child.name in EXCLUSION.without:
                told = f"nothing, because {EXCLUSION.element} is {EXCLUSION.value}"
                yield _fault(child, f"{path}.{child.name}", Problem.WRONG, told)
