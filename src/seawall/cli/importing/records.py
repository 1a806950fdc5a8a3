"""A file of records, whatever its format: some thousand at a time become items, and what the source says of them is noted as its word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click
from django.utils.translation import gettext as _

from seawall.cli.importing.tally import Tally, batches
from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told, problem_of
from seawall.cli.screen.progress import Load, Progress, bar
from seawall.core.actors import Actor
from seawall.core.many_rows import roomy
from seawall.material.actions import hold_files, take_arrivals
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.queries import arrivals_for
from seawall.material.states import Arrival, Arrived, Source, plain
from seawall.wire.faults import Fault, Malformed, Unit

LONGEST_SOURCE = 120


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
    """A file that was opened. `format` is its name for people; `ending` is said at the end."""

    format: str
    source: Source | None
    each: Each
    ending: Callable[[], Iterator[str]] = lambda: iter(())


class RecordProgress(Progress):
    def line(self, whole: Load, seconds: float) -> str:
        share = min(1.0, self._bytes / max(1, whole.bytes))
        rate = shown.count(round(self._files / max(seconds, 0.001)))
        done = _("%(count)s records, %(rate)s a second") % {"count": shown.count(self._files), "rate": rate}
        return f"{bar(share)} {int(share * 100)} % · {done}"


def import_records(path: Path, wish: Wish, opened: Callable[[BinaryIO, Wish], Found]) -> bool:
    """Whether all of it was taken."""
    tally, name = Tally(dry=wish.dry), path.name
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            found = opened(file, wish)
            name = found.format
            with roomy(), RecordProgress(lambda: Load(0, size)) as progress:
                _take(found, wish, tally, progress, file)
    except Malformed as malformed:
        tally.tell()
        raise Told(_spoiled(path, name, malformed.fault)) from None
    except OSError as error:
        raise Impossible(Cause.NOT_READ, path, error.strerror or "") from error
    tally.tell()
    for sentence in found.ending():
        click.echo(sentence)
    return not tally.refused


def _take(found: Found, wish: Wish, tally: Tally, progress: Progress, file: BinaryIO) -> None:
    before = 0
    for some in batches(_understood(found.each, tally)):
        arrivals = [arrival for _number, arrival in some]
        arrived = _arrived(arrivals, found.source, wish)
        numbers = (number for number, _arrival in some)
        tally.add(zip(numbers, arrivals, arrived, strict=True), _record)
        progress.step(file.tell() - before, len(some))
        before = file.tell()


def _arrived(arrivals: list[Arrival], source: Source | None, wish: Wish) -> list[Arrived]:
    if wish.dry:
        return arrivals_for(wish.actor, arrivals, source)
    arrived = take_arrivals(arrivals, source, actor=wish.actor)
    if wish.evidence:
        hold_files([one.item_id for one in arrived if one.item_id], wish.evidence, actor=wish.actor)
    return arrived


def _understood(each: Each, tally: Tally) -> Iterator[tuple[int, Arrival]]:
    for one in each:
        if isinstance(one, Fault):
            tally.refuse(_line(one.number) if one.unit is Unit.LINE else _record(one.number), problem_of(one))
        elif one.arrival is None:
            tally.withdrawn += 1
        else:
            yield one.number, one.arrival


def _record(number: int) -> str:
    return _("record %(number)s") % {"number": shown.count(number)}


def _line(number: int) -> str:
    return _("line %(number)s") % {"number": shown.count(number)}


def _spoiled(path: Path, name: str, fault: Fault) -> str:
    place = _line(fault.number) if fault.unit is Unit.LINE else _record(fault.number)
    where = {"file": shown.name(str(path)), "format": name, "place": place, "problem": problem_of(fault)}
    if fault.number == 1:
        return _("%(file)s cannot be read as %(format)s: %(problem)s. Nothing was taken.") % where
    return (
        _(
            "%(file)s is spoiled at %(place)s: %(problem)s. What stands before it was taken; mend the file and give the same command again."
        )
        % where
    )
