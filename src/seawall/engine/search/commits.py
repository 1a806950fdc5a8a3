"""The writer's three ways to change what is committed: append to the journal, begin a new journal, swap parts for a segment."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from seawall.engine.search import journal as journals
from seawall.engine.search import manifest as manifests
from seawall.engine.search.disk import NotWritten
from seawall.engine.search.journal import Journal, JournalReader, Unsure
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.manifest import JournalEntry, Manifest
from seawall.engine.search.records import Record
from seawall.engine.search.segments import Segment
from seawall.engine.search.state import State
from seawall.engine.search.tail import Tail
from seawall.engine.search.view import Part

_OURS = re.compile(r"(segment|journal)-\d+|dead-\d+-\d+|.+\.part")


class Commits:
    """What is committed, in memory and on the disk alike. The caller lets one thread in at a time."""

    def __init__(self, folder: Path, kernel: Kernel, state: State) -> None:
        self.folder, self.kernel = folder, kernel
        self.manifest, self.view = state.manifest, state.view
        self.mark = state.mark
        self._journal = Journal(state.journals[-1])
        # False from the moment memory and disk may differ until it is known that they do not.
        self._sound = True
        self.sweep()

    def close(self) -> None:
        self._journal.close()

    @property
    def next_generation(self) -> int:
        return self.manifest.generation + 1

    @property
    def tail_bytes(self) -> int:
        """Length of the open journal."""
        return self._journal.offset

    @property
    def tail_records(self) -> int:
        return self._journal.records

    def append(self, record: Record) -> int:
        """Store one change, then obey it; returns the pairs added or withdrawn. Refused by the disk, nothing changes."""
        self._begin()
        try:
            self._journal.append(record)
        except Unsure:
            raise
        except NotWritten:
            self._sound = True
            raise
        changed = self.view.apply(self.view.tails[-1], record)
        self.mark = self.mark if record.mark is None else record.mark
        self._sound = True
        return changed

    def freeze(self) -> tuple[Tail, ...]:
        """Begin a new journal, so that the tails before it change no more but by withdrawal; returns these tails."""
        if self.tail_bytes == journals.START:
            return self.view.tails[:-1]
        number = self.next_generation
        entry = journals.create(self.folder, self.manifest.index, number)
        *before, last = self.manifest.journals
        closed = JournalEntry(last.number, self._journal.offset)
        manifest = replace(self.manifest, generation=number, journals=(*before, closed, entry))
        reader = JournalReader(self.folder, manifest, entry)
        self._commit(manifest)
        tail = Tail(number, self.kernel, manifest.seed)
        self.view = replace(self.view, tails=(*self.view.tails, tail))
        self._journal.close()
        self._journal = Journal(reader)
        reader.close()
        self._sound = True
        return self.view.tails[:-1]

    def swap(self, gone: Collection[Part], segment: Segment | None, mark: int | None) -> None:
        """Put a new segment in the place of the parts whose pairs it holds; `mark` is the mark as of its rows."""
        segments = [part for part in (*self.view.segments, segment) if part is not None and part not in gone]
        tails = tuple(tail for tail in self.view.tails if tail not in gone)
        if segment is not None:
            # Withdrawn since its rows were gathered: it is in journals that stay, because none is dropped meanwhile.
            for ids in [ids for tail in tails for ids in tail.removed]:
                segment.kill(ids)
        old, generation = self.manifest.files, self.next_generation
        entries = tuple(part.store_dead(self.folder, generation) for part in segments)
        numbers = {tail.journal for tail in tails}
        left = tuple(entry for entry in self.manifest.journals if entry.number in numbers)
        self._commit(
            replace(self.manifest, generation=generation, segments=entries, journals=left, mark=mark)
        )
        for part, entry in zip(segments, entries, strict=True):
            part.stored(entry)
        self.view = replace(self.view, segments=tuple(segments), tails=tails)
        self.mark = self._mark_of(tails, mark)
        self._sound = True
        for name in old - self.manifest.files:
            (self.folder / name).unlink(missing_ok=True)

    def sealed_mark(self, tails: Collection[Tail]) -> int | None:
        """The mark as of the last record of these tails, the oldest ones."""
        return self._mark_of(tuple(tails), self.manifest.mark)

    @staticmethod
    def _mark_of(tails: tuple[Tail, ...], before: int | None) -> int | None:
        return next((tail.mark for tail in reversed(tails) if tail.mark is not None), before)

    def _begin(self) -> None:
        if not self._sound:
            raise Unsure(0, "an earlier change was interrupted: open the index again", str(self.folder))
        self._sound = False

    def _commit(self, manifest: Manifest) -> None:
        self._begin()
        try:
            manifests.write(self.folder, manifest)
        except NotWritten:
            self._sound = True
            raise
        except OSError as error:
            message = "the disk failed while storing: open the index again"
            raise Unsure(error.errno, message, str(self.folder)) from error
        self.manifest = manifest

    def sweep(self) -> None:
        """Remove what a crash or a full disk left behind: files that no committed state names."""
        if not self._sound:
            return
        for path in self.folder.iterdir():
            if _OURS.fullmatch(path.name) and path.name not in self.manifest.files:
                path.unlink()
