"""An XML document of bounded size as a tree of plain nodes, each with the line it began in; and such a tree as XML."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from seawall.wire.faults import Fault, Malformed, Problem, Unit

# A report is text about one incident; long logs of chats travel as files beside it. What is longer is an attack or a mistake.
LARGEST = 4 << 20
# The deepest place of the format is six levels down.
DEEPEST = 16
# A report of four hundred accounts with ten addresses each has some 16,000; 50,000 would take longer than a second.
MOST_ELEMENTS = 20_000
MOST_ATTRIBUTES = 16
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CODES = {
    errors.codes[getattr(errors, f"XML_ERROR_{word}")]: problem
    for problem, words in {
        Problem.CUT: "NO_ELEMENTS UNCLOSED_TOKEN UNCLOSED_CDATA_SECTION PARTIAL_CHAR",
        Problem.NOT_THE_END: "JUNK_AFTER_DOC_ELEMENT",
        Problem.NOT_TEXT: "UNKNOWN_ENCODING INCORRECT_ENCODING",
        Problem.TWICE: "DUPLICATE_ATTRIBUTE",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Node:
    """An element. `text` is all characters directly in it; `line` counts from 1, and is 0 for what was not read."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict, repr=False)
    text: str = field(default="", repr=False)
    children: tuple["Node", ...] = ()
    line: int = field(default=0, compare=False)


def read_tree(document: bytes) -> Node:
    """The root element. Errors: Malformed, with the line."""
    if len(document) > LARGEST:
        raise _malformed(1, Problem.TOO_LONG, f"at most {LARGEST} bytes")
    builder = _Builder()
    parser = builder.parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.watch(parser.parser)
    try:
        parser.feed(document)
        parser.close()
    except ParseError as fault:
        raise _malformed(fault.position[0], _problem_of(fault, document)) from None
    except DefusedXmlException:
        raise _malformed(builder.line, Problem.FORBIDDEN) from None
    except (LookupError, UnicodeError):
        raise _malformed(1, Problem.NOT_TEXT) from None
    except ValueError as fault:
        # Python says so of an encoding of more than one byte a character that expat does not know itself.
        if isinstance(fault, Malformed):
            raise
        raise _malformed(1, Problem.NOT_TEXT) from None
    return builder.whole()


def _problem_of(fault: ParseError, document: bytes) -> Problem:
    if fault.code == errors.codes[errors.XML_ERROR_INVALID_TOKEN] and not _is_text(document):
        return Problem.NOT_TEXT
    return CODES.get(fault.code, Problem.NOT_XML)


def _is_text(document: bytes) -> bool:
    try:
        document.decode("utf-16" if document[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeError:
        return False
    return True


def _malformed(line: int, problem: Problem, expected: str = "") -> Malformed:
    return Malformed(Fault(Unit.LINE, max(line, 1), "", problem, expected))


@dataclass(slots=True)
class _Open:
    name: str
    attributes: Mapping[str, str]
    line: int
    texts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def whole(self) -> Node:
        return Node(self.name, self.attributes, "".join(self.texts), tuple(self.children), self.line)


class _Builder:
    """What the parser calls: see xml.etree.ElementTree.TreeBuilder."""

    parser: Any = None

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._count = 0

    @property
    def line(self) -> int:
        return int(self.parser.parser.CurrentLineNumber)

    def watch(self, expat: Any) -> None:
        """Attributes are counted before the parser makes a name of each in Python: that takes long."""
        begin = expat.StartElementHandler

        def counted(tag: str, attributes: list[str]) -> None:
            # Names and values in turn.
            if len(attributes) > 2 * MOST_ATTRIBUTES:
                self._refuse(Problem.TOO_MANY, f"at most {MOST_ATTRIBUTES} attributes")
            begin(tag, attributes)

        expat.StartElementHandler = counted

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST:
            self._refuse(Problem.TOO_DEEP, f"at most {DEEPEST} levels")
        if self._count > MOST_ELEMENTS:
            self._refuse(Problem.TOO_MANY, f"at most {MOST_ELEMENTS} elements")
        self._open.append(_Open(tag, attributes, self.line))

    def end(self, _: str) -> None:
        node = self._open.pop().whole()
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._root = node

    def data(self, text: str) -> None:
        self._open[-1].texts.append(text)

    def close(self) -> None:
        """The parser calls it, and tells a document that ends too early itself."""

    def whole(self) -> Node:
        assert self._root is not None
        return self._root

    def _refuse(self, problem: Problem, expected: str) -> NoReturn:
        raise _malformed(self.line, problem, expected)


def write_tree(node: Node) -> bytes:
    """UTF-8, the same bytes every time for the same tree. Errors: Malformed if a text has characters that XML cannot carry."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_pieces(node, "\n")).encode()


def _pieces(node: Node, indent: str) -> Iterator[str]:
    head = node.name + "".join(
        f' {name}="{_carried(node, text, QUOTED)}"' for name, text in node.attributes.items()
    )
    if not node.children:
        text = _carried(node, node.text, CARRIED)
        yield f"<{head}>{text}</{node.name}>" if text else f"<{head}/>"
        return
    yield f"<{head}>"
    for child in node.children:
        yield indent + "  "
        yield from _pieces(child, indent + "  ")
    yield f"{indent}</{node.name}>"


# A reader turns a bare carriage return into a new line, and every white space of an attribute into a space.
CARRIED = {"\r": "&#13;"}
QUOTED = CARRIED | {"\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


def _carried(node: Node, text: str, entities: Mapping[str, str]) -> str:
    if NOT_XML.search(text):
        raise Malformed(Fault(Unit.RECORD, 1, node.name, Problem.WRONG, "characters that XML 1.0 can carry"))
    return escape(text, dict(entities))
