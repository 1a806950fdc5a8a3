"""The XML of Hash Sharing within bounds: read through defusedxml, element by element; written as text, an element at a time."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO, Protocol
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from seawall.wire.faults import Fault, Malformed, Problem, Unit, Unwritable

NAMESPACE = "https://hashsharing.ncmec.org/hashsharing/v2"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# An entry on which each of 1,500 members has voted, kind by kind, is half of it.
LONGEST_RECORD = 1 << 20
# queryResult/images/image/feedback/negativeFeedback/reasons/reason/members/member, and something that is not known yet.
DEEPEST = 16
# The same votes; more would take longer than a second to read.
MOST_ELEMENTS = 30_000
LONGEST_TEXT = 1 << 16
# Needs nothing done to it, as nearly all there is to write.
EASY = re.compile("[ !#-%'-;=?-~]*")
# What XML 1.0 has no way to say.
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Numbers of expat: no element found, unclosed token, partial character; junk after document element.
CUT, AFTER_THE_END = {3, 5, 6}, 9


class Element(Protocol):
    tag: str
    text: str | None
    attrib: dict[str, str]

    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...
    def __delitem__(self, part: slice, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """An element that is not understood here, to be written again. `name` and the names of attributes have their namespace before them
    in braces where it is another one. Text between inner elements is not kept."""

    name: str
    text: str = field(default="", repr=False)
    attributes: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    inner: tuple["Kept", ...] = ()


@lru_cache(maxsize=64)
def local(tag: str) -> str:
    """The name within the format; empty for an element of somebody else. Files without a namespace are taken, as the client in PyPI
    `threatexchange` takes them."""
    if tag.startswith("{"):
        namespace, _, name = tag[1:].partition("}")
        return name if namespace == NAMESPACE else ""
    return tag


def keep(element: Element) -> Kept:
    inner = tuple(map(keep, element))
    text = element.text or ""
    attributes = tuple(sorted(element.attrib.items()))
    return Kept(local(element.tag) or element.tag, text.strip() if inner else text, attributes, inner)


def malformed(number: int, name: str, problem: Problem, expected: str = "") -> Malformed:
    return Malformed(Fault(Unit.RECORD, number, name, problem, expected))


class Node:
    """An element whose inner elements are taken by name, wherever they stand in it; what nobody took is `rest`. `number` is that of the
    record, for faults."""

    def __init__(self, element: Element, number: int, where: str = "") -> None:
        self.number, self._where, self._attributes = number, where, element.attrib
        self.text = (element.text or "").strip()
        self._left = [(local(part.tag), part) for part in element] if len(element) else []

    def wrong(self, name: str, problem: Problem, expected: str = "") -> Malformed:
        return malformed(self.number, f"{self._where}{name}".removesuffix("."), problem, expected)

    def each(self, name: str) -> list["Node"]:
        found = [part for said, part in self._left if said == name]
        if not found:
            return []
        self._left = [(said, part) for said, part in self._left if said != name]
        where = f"{self._where}{name}."
        return [Node(part, self.number, where) for part in found]

    def maybe(self, name: str) -> "Node | None":
        places = [place for place, (said, _part) in enumerate(self._left) if said == name]
        if len(places) > 1:
            raise self.wrong(name, Problem.TWICE)
        return Node(self._left.pop(places[0])[1], self.number, f"{self._where}{name}.") if places else None

    def one(self, name: str) -> "Node":
        if (found := self.maybe(name)) is None:
            raise self.wrong(name, Problem.MISSING)
        return found

    def in_order(self, known: Container[str]) -> list[tuple[str, "Node"]]:
        """All that is left, by name, in the order of the file. Those that are not known are called `other` in faults, which repeat nothing
        of a file. Errors: Malformed, for elements of somebody else."""
        found, self._left = self._left, []
        if any(not name for name, _part in found):
            raise self.wrong("other", Problem.UNKNOWN)
        return [
            (name, Node(part, self.number, f"{self._where}{name if name in known else 'other'}."))
            for name, part in found
        ]

    @property
    def empty(self) -> bool:
        return not self._left and not self.text

    def words(self, name: str = "", longest: int = LONGEST_TEXT) -> str:
        """The text, which is there. `name` is for the fault of an element that is meant by itself."""
        if not self.text:
            raise self.wrong(name, Problem.MISSING)
        if len(self.text) > longest:
            raise self.wrong(name, Problem.TOO_LONG)
        return self.text

    def attribute(self, name: str) -> str | None:
        return self._attributes.get(name)

    def said(self, name: str) -> str:
        if (text := self.attribute(name)) is None:
            raise self.wrong(f"@{name}", Problem.MISSING)
        return text

    @property
    def rest(self) -> tuple[Kept, ...]:
        return tuple(keep(part) for _name, part in self._left)


class Walk:
    """Begin and end of each element, with how deep it lies (the root: 1). Whoever walks says with `done` that a record is behind it: so
    much and no more may lie between two. Errors while iterating: Malformed; OSError of reading."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._since = self._elements = 0
        self.record = 1

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read(size)
        self._since += len(piece)
        if self._since > LONGEST_RECORD:
            raise malformed(self.record, "", Problem.TOO_LONG, f"at most {LONGEST_RECORD} bytes")
        return piece

    def done(self) -> None:
        self._since = self._elements = 0
        self.record += 1

    def __iter__(self) -> Iterator[tuple[bool, Element, int]]:
        depth = 0
        try:
            for event, element in iterparse(self, events=("start", "end"), forbid_dtd=True):
                if event == "start":
                    depth += 1
                    self._count(depth)
                    yield True, element, depth
                else:
                    yield False, element, depth
                    depth -= 1
        except ParseError as wrong:
            raise _told(wrong) from None
        except DefusedXmlException:
            raise malformed(self.record, "", Problem.FORBIDDEN) from None
        except (LookupError, UnicodeError):
            # An encoding that does not exist, or not for XML.
            raise Malformed(Fault(Unit.LINE, 1, "", Problem.NOT_TEXT, "UTF-8 or UTF-16")) from None
        except Malformed:
            raise
        except ValueError:
            raise Malformed(Fault(Unit.LINE, 1, "", Problem.NOT_TEXT, "UTF-8 or UTF-16")) from None

    def _count(self, depth: int) -> None:
        self._elements += 1
        if depth > DEEPEST:
            raise malformed(self.record, "", Problem.TOO_DEEP, f"at most {DEEPEST} levels")
        if self._elements > MOST_ELEMENTS:
            raise malformed(self.record, "", Problem.TOO_MANY, f"at most {MOST_ELEMENTS} elements")


def _told(wrong: ParseError) -> Malformed:
    line = getattr(wrong, "position", (1, 0))[0]
    code = getattr(wrong, "code", 0)
    problem = (
        Problem.CUT if code in CUT else Problem.NOT_THE_END if code == AFTER_THE_END else Problem.NOT_XML
    )
    return Malformed(Fault(Unit.LINE, max(line, 1), "", problem))


def read_whole(stream: BinaryIO) -> tuple[str, Node]:
    """The name of the root, and the root: for messages that are not longer than a record may be. Errors: Malformed; OSError."""
    root = None
    for _, element, depth in Walk(stream):
        if depth == 1:
            root = element
    if root is None:
        raise Malformed(Fault(Unit.LINE, 1, "", Problem.CUT))
    return local(root.tag), Node(root, 1)


def element(name: str, text: str = "", inner: Iterable[str] = (), /, **attributes: str | None) -> str:
    """Errors: Unwritable, for characters that XML does not have."""
    said = [(key, value) for key, value in attributes.items() if value is not None] if attributes else ()
    return _element(name, text, inner, said)


def _element(name: str, text: str, inner: Iterable[str], attributes: Iterable[tuple[str, str]]) -> str:
    said = "".join([f" {key}={_quoted(name, value)}" for key, value in attributes]) if attributes else ""
    content = (_escaped(name, text) if text else "") + "".join(inner)
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def _quoted(name: str, text: str) -> str:
    return f'"{text}"' if EASY.fullmatch(text) else quoteattr(_sayable(name, text))


def _escaped(name: str, text: str) -> str:
    # A carriage return that is not written as a reference is read as a line feed.
    return text if EASY.fullmatch(text) else escape(_sayable(name, text), {"\r": "&#13;"})


def _sayable(name: str, text: str) -> str:
    if NOT_XML.search(text):
        raise Unwritable(f"{name}: it has characters that XML does not have")
    return text


def written(kept: Kept, around: str = NAMESPACE) -> str:
    """An element that was kept, as text; `around` is the namespace it stands in."""
    namespace, name = _parts(kept.name, NAMESPACE)
    attributes = [] if namespace == around else [("xmlns", namespace)]
    for number, (key, value) in enumerate(kept.attributes):
        prefix, short = _parts(key, "")
        if prefix:
            attributes += [(f"xmlns:a{number}", prefix), (f"a{number}:{short}", value)]
        else:
            attributes.append((short, value))
    return _element(name, kept.text, (written(each, namespace) for each in kept.inner), attributes)


def _parts(name: str, default: str) -> tuple[str, str]:
    if not name.startswith("{"):
        return default, name
    namespace, _, short = name[1:].partition("}")
    return namespace, short


def root(name: str, inner: Iterable[str]) -> bytes:
    return HEAD + element(name, "", inner, xmlns=NAMESPACE).encode() + b"\n"
