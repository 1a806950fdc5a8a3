"""A file of records, whatever its format: some thousand at a time become items, and what the source says of them is noted as its word."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
import msgspec
from django.utils.translation import gettext as _

from seawall.cli.importing.tally import Tally, batches
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, problem_of
from seawall.cli.screen.progress import Load, Progress, bar
from seawall.core.actors import Actor
from seawall.core.ahead import ahead
from seawall.core.errors import Sentence
from seawall.core.many_rows import roomy
from seawall.material.actions import hold_files, take_arrivals
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.queries import arrivals_for
from seawall.material.states import Arrival, Arrived, KeyedArrival, Source, keyed, plain
from seawall.wire.faults import Fault, Malformed, Unit

LONGEST_SOURCE = 120
# In bytes: some ten thousand records, which take about a second.
WORTH_A_PROCESS = 4 << 20
ARRIVALS = msgspec.msgpack.Decoder(list[KeyedArrival])
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """How the file is to be taken. `evidence`: the agency holds the files under this number. `kind`: what a plain list without names of
    columns holds."""

    actor: Actor
    source: str = ""
    evidence: str = ""
    dry: bool = False
    kind: str = ""

    def word_of(self, name: str = "") -> str:
        """Whose word the file's categories are: what was said, or else what the file or its format says. Raises `Told`."""
        word = plain(self.source or name).strip()
        if not word or len(word) > LONGEST_SOURCE:
            raise Told(
                _(
                    "The file does not say whose word its categories are. Name the source with --source, at most 120 letters long."
                )
            )
        return word


@dataclass(frozen=True, slots=True)
class Numbered:
    """The place of a record in its file, from 1. None: the record is withdrawn by its source."""

    number: int
    arrival: Arrival | None


Each = Iterator[Numbered | Fault]


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was opened. `ending` is said at the end."""

    source: Source | None
    each: Each
    ending: Callable[[], Iterator[str]] = lambda: iter(())


@dataclass(frozen=True, slots=True)
class Format:
    """`name` is for people."""

    name: Sentence
    open: Callable[[BinaryIO, Wish], Found]


class RecordProgress(Progress):
    def step_to(self, place: int, records: int) -> None:
        self.step(place - self._bytes, records)

    def line(self, whole: Load, seconds: float) -> str:
        share = min(1.0, self._bytes / max(1, whole.bytes))
        rate = shown.count(round(self._files / max(seconds, 0.001)))
        done = _("%(count)s records, %(rate)s a second") % {"count": shown.count(self._files), "rate": rate}
        return f"{bar(share)} {int(share * 100)} % · {done}"


@dataclass(frozen=True, slots=True)
class Opened:
    source: Source | None


@dataclass(frozen=True, slots=True)
class Part:
    """Some thousand records: those that were understood with their places in the file, and the faults of the others. `place`: how far the
    file was read."""

    numbers: Sequence[int]
    arrivals: Sequence[KeyedArrival]
    faults: Sequence[Fault]
    withdrawn: int
    place: int

    def __reduce__(self) -> Any:
        # From one process to the other in a tenth of the time that pickle takes for records.
        numbers, arrivals = msgspec.msgpack.encode(self.numbers), msgspec.msgpack.encode(self.arrivals)
        return _part, (numbers, arrivals, self.faults, self.withdrawn, self.place)


def _part(numbers: bytes, arrivals: bytes, faults: Sequence[Fault], withdrawn: int, place: int) -> Part:
    return Part(msgspec.msgpack.decode(numbers), ARRIVALS.decode(arrivals), faults, withdrawn, place)


@dataclass(frozen=True, slots=True)
class Ending:
    sentences: Sequence[str]


def import_records(path: Path, wish: Wish, format_: Format) -> bool:
    """Whether all of it was taken."""
    tally, seen, ending = Tally(dry=wish.dry), Opened(None), Ending(())
    try:
        size = path.stat().st_size
        reading = ahead if size >= WORTH_A_PROCESS else in_turn
        with (
            roomy(),
            reading(lambda: _read(path, wish, format_)) as read,
            RecordProgress(lambda: Load(0, size)) as progress,
        ):
            for one in read:
                if isinstance(one, Opened):
                    seen = one
                elif isinstance(one, Part):
                    _take(one, seen.source, wish, tally, progress)
                else:
                    ending = one
    except Malformed as malformed:
        tally.tell()
        raise Told(_spoiled(path, format_.name, malformed.fault, wish)) from None
    except OSError as error:
        raise Impossible(Cause.NOT_READ, path, error.strerror or "") from error
    tally.tell()
    if tally.empty:
        click.echo(_("The file holds no record."))
    for sentence in ending.sentences:
        click.echo(sentence)
    return not tally.refused


@contextmanager
def in_turn(made: Callable[[], Iterator[T]]) -> Iterator[Iterator[T]]:
    """As `ahead`, in this process: for a small file a second one is not worth its start."""
    yield made()


def _read(path: Path, wish: Wish, format_: Format) -> Iterator[Opened | Part | Ending]:
    with path.open("rb") as file:
        found = format_.open(file, wish)
        yield Opened(found.source)
        for some in batches(found.each):
            yield _sorted(some, file.tell())
        yield Ending([*found.ending()])


def _sorted(some: Sequence[Numbered | Fault], place: int) -> Part:
    faults = [one for one in some if isinstance(one, Fault)]
    records = [one for one in some if not isinstance(one, Fault)]
    taken = [(one.number, one.arrival) for one in records if one.arrival]
    arrivals = keyed(arrival for _number, arrival in taken)
    return Part([number for number, _arrival in taken], arrivals, faults, len(records) - len(taken), place)


def _take(part: Part, source: Source | None, wish: Wish, tally: Tally, progress: RecordProgress) -> None:
    for fault in part.faults:
        place = _line(fault.number) if fault.unit is Unit.LINE else _record(fault.number)
        tally.refuse(place, problem_of(fault))
    tally.withdrawn += part.withdrawn
    if part.arrivals:
        arrived = _arrived(part.arrivals, source, wish)
        tally.add(zip(part.numbers, part.arrivals, arrived, strict=True), _record)
    progress.step_to(part.place, len(part.arrivals))


def _arrived(arrivals: Sequence[KeyedArrival], source: Source | None, wish: Wish) -> list[Arrived]:
    if wish.dry:
        return arrivals_for(wish.actor, arrivals, source)
    arrived = take_arrivals(arrivals, source, actor=wish.actor)
    if wish.evidence:
        hold_files([one.item_id for one in arrived if one.item_id], wish.evidence, actor=wish.actor)
    return arrived


def _record(number: int) -> str:
    return _("record %(number)s") % {"number": shown.count(number)}


def _line(number: int) -> str:
    return _("line %(number)s") % {"number": shown.count(number)}


def _spoiled(path: Path, name: Sentence, fault: Fault, wish: Wish) -> str:
    place = _line(fault.number) if fault.unit is Unit.LINE else _record(fault.number)
    where = {"file": shown.name(str(path)), "format": name, "place": place, "problem": problem_of(fault)}
    if fault.number == 1:
        return _("%(file)s cannot be read as %(format)s: %(problem)s. Nothing was taken.") % where
    if wish.dry:
        return (
            _(
                "%(file)s is spoiled at %(place)s: %(problem)s. What stands before it could be taken; better mend the file first."
            )
            % where
        )
    return (
        _(
            "%(file)s is spoiled at %(place)s: %(problem)s. What stands before it was taken; mend the file and give the same command again."
        )
        % where
    )
