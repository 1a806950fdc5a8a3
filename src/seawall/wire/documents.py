"""One JSON object that is taken whole, such as a page of an interface: read within bounds and with no name twice."""

import json
import re
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

from seawall.wire.faults import Fault, Malformed, Problem, Unit
from seawall.wire.lines import ENCODER, SURROGATE, Fields, finite

# Pages of 10,000 entries with everything about them are some 5 MB.
LONGEST = 32 << 20
DEEPEST = 32
BOM = "\ufeff"
# How a half of a pair can come in at all: a text that was read as UTF-8 has none in it.
MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _Twice(Exception):
    pass


def malformed(line: int, problem: Problem, expected: str = "") -> Malformed:
    return Malformed(Fault(Unit.LINE, line, "", problem, expected))


def read_document(stream: BinaryIO, *, longest: int = LONGEST) -> Fields:
    """The object, which may have a byte order mark before it. Its faults name line 1. Errors: Malformed; OSError of reading."""
    raw = stream.read(longest + 1)
    if len(raw) > longest:
        raise malformed(1, Problem.TOO_LONG, f"at most {longest} bytes")
    try:
        text = raw.decode().removeprefix(BOM)
    except UnicodeDecodeError as wrong:
        raise malformed(raw.count(b"\n", 0, wrong.start) + 1, Problem.NOT_TEXT, "UTF-8") from None
    found = _parsed(text)
    if not isinstance(found, dict):
        raise malformed(1, Problem.OTHER_FORMAT, "an object")
    _look_how_deep(found)
    if MAYBE_SURROGATE.search(text):
        _look_at_texts(found)
    return Fields(found, 1)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=finite)
    except json.JSONDecodeError as wrong:
        cut = wrong.pos >= len(text.rstrip()) or wrong.msg.startswith("Unterminated string")
        raise malformed(wrong.lineno, Problem.CUT if cut else Problem.NOT_JSON) from None
    except RecursionError:
        raise malformed(1, Problem.TOO_DEEP, f"at most {DEEPEST} levels") from None
    except _Twice:
        raise malformed(1, Problem.TWICE, "each name of an object once") from None
    except ValueError:
        # NaN, 1e999, and numbers of thousands of digits.
        raise malformed(1, Problem.NOT_JSON) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


def _look_how_deep(found: dict[str, Any]) -> None:
    level: list[Any] = [found]
    for _ in range(DEEPEST):
        inner = [each.values() if type(each) is dict else each for each in level]
        level = [part for each in inner for part in each if type(part) in (dict, list)]
        if not level:
            return
    raise malformed(1, Problem.TOO_DEEP, f"at most {DEEPEST} levels")


def _look_at_texts(found: Any) -> None:
    """Half a surrogate pair is no character, and nothing that is read may fail when it is written again."""
    if isinstance(found, str) and SURROGATE.search(found):
        raise malformed(1, Problem.NOT_TEXT, "whole characters")
    if isinstance(found, dict):
        found = [*found, *found.values()]
    if isinstance(found, list):
        for part in found:
            _look_at_texts(part)


def write_document(document: dict[str, Any], stream: BinaryIO) -> None:
    """ASCII. Errors: OSError of writing."""
    stream.write(document_text(document).encode())


def document_text(document: Mapping[str, Any]) -> str:
    return ENCODER.encode(document)
