"""A snapshot's lists in the memory of this process, searched there. Nothing of them is written anywhere."""

import resource
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from seawall.engine.codes import as_radii, from_hex
from seawall.engine.search.exact import exact
from seawall.engine.search.kernel import KERNEL, SealedRows
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.questions import LEAST_QUALITY, Hit, Question
from seawall.wire.faults import Malformed
from seawall.wire.snapshot import (
    LETTERS,
    Entry,
    NoKey,
    NotAge,
    NotOpened,
    Prints,
    Snapshot,
    SnapshotList,
    open_with_identities,
    open_with_passphrase,
)

SEED = 0


def shelf_from(file: Path, *, passphrase: str = "", identities: tuple[str, ...] = ()) -> "Shelf":
    """Opens a snapshot with a passphrase or with secret keys. Errors: Impossible."""
    # Should this process die, the system must not write its memory to the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with file.open("rb") as data:
            return Shelf(
                open_with_identities(data, identities)
                if identities
                else open_with_passphrase(data, passphrase)
            )
    except OSError as error:
        raise Impossible(Cause.NOT_READ, file, error.strerror or "") from error
    except (NotOpened, NoKey) as error:
        raise Impossible(Cause.WRONG_KEY, file) from error
    except (NotAge, Malformed) as error:
        raise Impossible(Cause.NOT_A_SNAPSHOT, file, str(error)) from error


class Shelf:
    """`header` tells who made it and until when it is valid; `entries` how many are on it. May be asked by one thread."""

    def __init__(self, opened: Snapshot) -> None:
        self.header, self._entries = opened.header, opened.entries
        self._lists = {each.id: each for each in opened.header.lists}
        prints = {kind: _worth_asking(kind, opened.entries.prints(kind)) for kind in LETTERS}
        self._kinds = {kind: _Kind(kind, held) for kind, held in prints.items() if len(held.entry)}
        self._widest = max((each.radius for each in self._lists.values()), default=0)

    @property
    def entries(self) -> int:
        return len(self._entries)

    @property
    def name(self) -> str:
        head = self.header
        return f"snapshot {head.made.isoformat()} {head.agency}: {' '.join(sorted(self._lists))}"

    def is_over(self, now: datetime) -> bool:
        return now > self.header.valid_until

    def ask(self, questions: list[Question]) -> Iterator[tuple[Question, Hit]]:
        for kind, rows in self._kinds.items():
            asked = [question for question in questions if question.kind == kind]
            if asked:
                for question, number, distance in rows.near(asked, self._widest):
                    entry = self._entries.without_fingerprints(number)
                    on = self._lists[entry.list]
                    if distance <= on.radius or kind != "pdq":
                        yield question, _hit(question, entry, on, distance)


class _Kind:
    """All codes of one kind, and the entry of each."""

    def __init__(self, kind: str, prints: Prints) -> None:
        self._width = LETTERS[kind] // 2
        self._codes, self._entry = prints.codes, prints.entry
        kernel = KERNEL if kind == "pdq" else exact(self._width)
        sections = kernel.seal(self._codes, seed=SEED)
        self._rows: SealedRows = kernel.Sealed(self._codes, sections, SEED)

    def near(self, asked: list[Question], radius: int) -> Iterator[tuple[Question, int, int]]:
        """Each question with the number of an entry and the distance."""
        codes = from_hex((question.value for question in asked), width=self._width)
        found = self._rows.search(codes, as_radii(radius, len(asked)))
        for query, row, distance in zip(
            found.query.tolist(), found.row.tolist(), found.distance.tolist(), strict=True
        ):
            yield asked[query], int(self._entry[row]), distance


def _worth_asking(kind: str, prints: Prints) -> Prints:
    good = prints.quality >= LEAST_QUALITY
    if kind != "pdq" or good.all():
        return prints
    return Prints(prints.codes[good], prints.quality[good], prints.entry[good])


def _hit(question: Question, entry: Entry, on: SnapshotList, distance: int) -> Hit:
    return Hit(
        kind=question.kind,
        list=on.id,
        list_name=on.name,
        harmless=on.stance == "harmless",
        record=entry.record,
        entry=entry.entry,
        distance=distance,
        radius=on.radius if question.kind == "pdq" else 0,
        disputed=entry.disputed,
        categories=entry.categories,
        variant=question.variant,
        second=question.second,
        frames=0 if question.second is None else 1,
    )
