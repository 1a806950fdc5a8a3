"""What a reader is given, and what it gives."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from seawall.core import clock
from seawall.core.outside.asking import Question, Reply, Unanswered, ask
from seawall.core.outside.guard import Guard
from seawall.federation.states import FileFault, Standing, Trouble
from seawall.material.states import Arrival, GivenFingerprint
from seawall.material.states import Source as Whose
from seawall.wire.faults import Malformed, Problem

# By the clock of the service: who is further off than this may miss changes, because ranges of time are asked for.
MOST_SECONDS_OFF = 300
SECONDS = 60.0


class Troubled(Exception):
    """The run ends here. `checkpoint` is where the next begins, if not at the old one."""

    def __init__(self, trouble: Trouble, checkpoint: Mapping[str, Any] | None = None) -> None:
        self.trouble, self.checkpoint = trouble, checkpoint
        super().__init__(trouble.value)


@dataclass(frozen=True, slots=True)
class Asking:
    """A source as its reader sees it."""

    name: str
    place: str
    checkpoint: Mapping[str, Any]
    credentials: Mapping[str, str] = field(repr=False)
    guard: Guard
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Told:
    """One record of a source. `key`: its name there. `as_it_came`: the record in its format, whole."""

    key: str = field(repr=False)
    speaker: str
    standing: Standing
    fingerprints: tuple[GivenFingerprint, ...] = ()
    code: str = ""
    words: Mapping[str, Any] = field(default_factory=dict, repr=False)
    at: datetime | None = None
    as_it_came: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FileStep:
    """A file up to its record number `records`; at its `end`, with what was wrong."""

    name: str
    sha256: str
    size: int
    records: int = 0
    end: bool = False
    why: FileFault = FileFault.NONE


@dataclass(frozen=True, slots=True)
class Batch:
    """What is taken in one transaction. `read_upto`: all changes before it are with us once this is taken. `refused`: records that could
    not be understood. Of a folder: `arrivals`, whose word they are, and the file they stand in."""

    checkpoint: Mapping[str, Any]
    told: tuple[Told, ...] = ()
    scheme: str = ""
    read_upto: datetime | None = None
    refused: int = 0
    arrivals: tuple[Arrival, ...] = ()
    whose: Whose | None = None
    file: FileStep | None = None
    # A source may have to be read from its beginning once more: what such a reading did not name falls with its last page.
    round: int = 0
    drops_others: bool = False


Read = Callable[[Asking], Iterator[Batch]]


def answer(asking: Asking, question: Question, also: HTTPStatus = HTTPStatus.OK) -> Reply:
    """A status that is `also` an answer is left to whoever asks. Errors: Troubled, for everything that is no good answer."""
    try:
        reply = ask(question, asking.guard, seconds=asking.seconds)
    except Unanswered as fault:
        raise Troubled(Trouble(fault.cause.value)) from None
    if reply.status in (HTTPStatus.OK, also):
        return _in_time(reply)
    if reply.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise Troubled(Trouble.REFUSED)
    if reply.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise Troubled(Trouble.NOT_THERE)
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Troubled(Trouble.TOO_OFTEN)
    raise Troubled(Trouble.THEIRS if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR else Trouble.UNREADABLE)


def _in_time(reply: Reply) -> Reply:
    off = reply.seconds_off
    if off is not None and abs(off) > MOST_SECONDS_OFF:
        raise Troubled(Trouble.CLOCK)
    return reply


def trouble_of(malformed: Malformed) -> Trouble:
    return Trouble.CUT if malformed.fault.problem is Problem.CUT else Trouble.UNREADABLE


def not_later(moment: datetime | None) -> datetime | None:
    """A source whose records come from the future would win over every later word of its own."""
    return None if moment is None else min(moment, clock.now())
