"""What is asked of `GET /v2/entries`, and how a page names the next one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from seawall.wire import spelled
from seawall.wire.faults import Fault, Malformed, Problem, Unit
from seawall.wire.hash_sharing.markup import Node
from seawall.wire.lines import moment_text

PATH = "/v2/entries"
SIZE = 1_000
# Relative to the service that was asked, and nothing that leads elsewhere: the credentials travel with it.
NEXT = re.compile(r"/v2/entries\?[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]{1,2000}")
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Asked:
    """Changes from `since` until `until`, of which those numbered from `start`, `size` of them, up to `last`: numbers of the server's own
    that hold for some hours. All three are None in the first question."""

    since: datetime
    until: datetime
    start: int | None = None
    size: int | None = None
    last: int | None = None
    # Where to go on, as a text of the server's own; known to Seawall alone.
    place: str = field(default="", repr=False)


def next_in(node: Node) -> str:
    """Empty on the last page. Errors: Malformed, if it leads anywhere but to further entries of the same service."""
    found = node.maybe("next")
    if found is None or not found.text:
        return ""
    if not NEXT.fullmatch(found.text):
        raise node.wrong("next", Problem.WRONG, f"an address that begins with {PATH}?")
    return found.text


def next_text(asked: Asked) -> str:
    """As `next` of a page."""
    numbers = {"start": asked.start, "size": asked.size, "max": asked.last}
    words = {"from": moment_text(asked.since), "to": moment_text(asked.until)}
    words |= {name: str(number) for name, number in numbers.items() if number is not None}
    return f"{PATH}?{urlencode(words | ({'place': asked.place} if asked.place else {}))}"


def read_query(query: str) -> Asked:
    """What stands behind the `?`. What is not known is passed over. Errors: Malformed, with the name of the part."""
    pairs = parse_qsl(query, keep_blank_values=True)
    words = dict(pairs)
    if len(words) != len(pairs):
        raise _wrong("", Problem.TWICE, "each part once")
    since, until = _moment(words, "from"), _moment(words, "to")
    if until < since:
        raise _wrong("to", Problem.WRONG, "not before from")
    start, size, last = (_number(words, name) for name in ("start", "size", "max"))
    return Asked(since, until, start, size, last, words.get("place", ""))


def _moment(words: Mapping[str, str], name: str) -> datetime:
    if name not in words:
        raise _wrong(name, Problem.MISSING, "yyyy-MM-ddTHH:mm:ssZ")
    if (found := spelled.moment(words[name])) is None:
        raise _wrong(name, Problem.WRONG, "yyyy-MM-ddTHH:mm:ssZ")
    return found


def _number(words: Mapping[str, str], name: str) -> int | None:
    if (text := words.get(name)) is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise _wrong(name, Problem.WRONG, "a number")
    return int(text)


def _wrong(name: str, problem: Problem, expected: str) -> Malformed:
    return Malformed(Fault(Unit.LINE, 1, name, problem, expected))
