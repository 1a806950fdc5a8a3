"""What became of the records of a file, for the person at the terminal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click
from django.utils.translation import gettext as _

from seawall.cli.importing.seen import Seen
from seawall.cli.screen import shown
from seawall.core.errors import Sentence
from seawall.material.states import Arrived, Fate, KeyedArrival
from seawall.wire.faults import Malformed

# Of what was refused so many are named.
NAMED = 20
# So many records are one transaction: short enough for whoever waits for it, half a second, and long enough that those of them which touch one
# page of an index write it once.
BATCH = 4_000
T = TypeVar("T")


def batches(records: Iterable[T]) -> Iterator[list[T]]:
    """What was read before a file turns out to be spoiled is handed on first."""
    some: list[T] = []
    try:
        for record in records:
            some.append(record)
            if len(some) == BATCH:
                yield some
                some = []
    except Malformed:
        if some:
            yield some
        raise
    if some:
        yield some


class Tally:
    """`dry`: nothing is done, and it says what would be. `left`: what the file holds and no item is made of;
    `withdrawn`: what its source has taken back; `unended`: the file was read through, and what ends it is not there."""

    def __init__(self, *, dry: bool = False) -> None:
        self._dry = dry
        self._counts: Counter[Fate] = Counter()
        self._named: list[tuple[str, Sentence]] = []
        self._seen = Seen() if dry else None
        self.left = self.withdrawn = 0
        self.unended = False

    @property
    def refused(self) -> int:
        return self._counts[Fate.REFUSED]

    @property
    def empty(self) -> bool:
        return not (self._counts or self.left or self.withdrawn)

    def add(self, records: Iterable[tuple[T, KeyedArrival, Arrived]], name_of: Callable[[T], str]) -> None:
        """`name_of` is what a record is called, asked of those that were refused."""
        for record, arrival, arrived in records:
            if arrived.fate is Fate.REFUSED:
                self.refuse(name_of(record), arrived.why)
            elif self._seen and arrived.fate is Fate.NEW and self._seen.before(arrival):
                self._counts[Fate.KNOWN] += 1
            else:
                self._counts[arrived.fate] += 1

    def refuse(self, name: str, why: Sentence) -> None:
        self._counts[Fate.REFUSED] += 1
        if len(self._named) < NAMED:
            self._named.append((name, why))

    def warn(self) -> None:
        if self.unended:
            sentence = _(
                "THE MANIFEST HAS NO END: the scan was interrupted, or the file was cut when it was copied, and files are missing. Let the scan come to its end or copy the file anew, and import it again."
            )
            click.echo(f"! {sentence}")

    def tell(self) -> None:
        self.warn()
        if self._dry:
            click.echo(_("Nothing was changed. Taken, the file would give:"))
        for fate, words in (
            (Fate.NEW, _("new: registered, and waiting for an opinion")),
            (Fate.CHANGED, _("here before: a fingerprint or what the source says was added")),
            (Fate.KNOWN, _("here before, with nothing to add")),
        ):
            if self._counts[fate]:
                say(self._counts[fate], words)
        if self.left:
            say(self.left, _("left out: no pictures or videos, links, or unreadable"))
        if self.withdrawn:
            say(self.withdrawn, _("left out: withdrawn by its source"))
        if self.refused:
            say(self.refused, _("not registered; a person has to look:"))
        for name, why in self._named:
            click.echo(f"    {name}: {why}")


def say(number: int, words: str) -> None:
    click.echo(f"  {shown.count(number):>11}  {words}")
