"""One committed state of an index folder in memory, and the step to the next one."""

import os
from dataclasses import dataclass
from pathlib import Path

from seawall.engine.search import manifest as manifests
from seawall.engine.search.disk import damaged
from seawall.engine.search.journal import JournalReader
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.manifest import JournalEntry, Manifest, SegmentEntry
from seawall.engine.search.records import together
from seawall.engine.search.segment_file import Checks
from seawall.engine.search.segments import Segment
from seawall.engine.search.tail import Tail
from seawall.engine.search.view import View

# A state may be replaced while it is read, but not this often in a row.
_TRIES = 1000


@dataclass(frozen=True)
class State:
    manifest: Manifest
    # The open manifest file and its inode number: while it is open, no later manifest can have the same.
    held: int
    inode: int
    view: View
    # One for each tail of the view.
    journals: tuple[JournalReader, ...]

    @property
    def mark(self) -> int | None:
        marks = [tail.mark for tail in self.view.tails if tail.mark is not None]
        return marks[-1] if marks else self.manifest.mark

    def is_current(self, manifest: str) -> bool:
        """Whether no other file has taken the name of the manifest since."""
        return os.stat(manifest).st_ino == self.inode

    def follow(self) -> None:
        """Apply what the open journal holds beyond what was read of it."""
        journal = self.journals[-1]
        if journal.size() != journal.offset:
            for record in together(journal.new()):
                self.view.apply(self.view.tails[-1], record)

    def close(self, but: "State | None" = None) -> None:
        """Close the files that `but`, the state after this one, does not use."""
        os.close(self.held)
        for journal in self.journals:
            if but is None or journal not in but.journals:
                journal.close()


def latest(folder: Path, kernel: Kernel, old: State | None = None, later: Checks | None = None) -> State:
    """The state that is committed now; what `old` has in memory already is used again.

    With `later`, what takes long of the checks of segments that are new since `old` is added there. Raises `Damaged` where a file is not what was written.
    """
    for _ in range(_TRIES):
        manifest, held = manifests.read(folder)
        # Made anew in the same place, files of the same names are not the same files.
        same = old if old and old.manifest.index == manifest.index else None
        try:
            return _State(folder, kernel, manifest, same, later if same else None).at(held)
        except FileNotFoundError as error:
            gone = is_same(folder, held)
            os.close(held)
            if gone:
                raise damaged(Path(error.filename), "it is missing") from error
        except BaseException:
            os.close(held)
            raise
    raise damaged(folder, "its manifest changes all the time")


def is_same(folder: Path, held: int) -> bool:
    named, ours = os.stat(folder / manifests.NAME), os.fstat(held)
    return (named.st_ino, named.st_dev) == (ours.st_ino, ours.st_dev)


class _State:
    """A state being put together."""

    def __init__(
        self, folder: Path, kernel: Kernel, manifest: Manifest, old: State | None, later: Checks | None
    ) -> None:
        self.folder, self.kernel, self.manifest, self.later = folder, kernel, manifest, later
        self.segments = {segment.entry.number: segment for segment in old.view.segments} if old else {}
        self.tails = {tail.journal: tail for tail in old.view.tails} if old else {}
        self.readers = {reader.number: reader for reader in old.journals} if old else {}
        self.opened: list[JournalReader] = []

    def at(self, held: int) -> State:
        try:
            segments = tuple(self._segment(entry) for entry in self.manifest.segments)
            journals = tuple(self._reader(entry) for entry in self.manifest.journals)
            tails = tuple(self._tail(entry) for entry in self.manifest.journals)
            state = State(
                self.manifest,
                held,
                os.fstat(held).st_ino,
                View(self.kernel, self.manifest.width, segments, tails),
                journals,
            )
            _read_to_the_end(state)
            return state
        except BaseException:
            for reader in self.opened:
                reader.close()
            raise

    def _segment(self, entry: SegmentEntry) -> Segment:
        segment = self.segments.get(entry.number)
        if segment is None:
            segment = Segment.open(self.folder, self.manifest, entry, self.kernel, self.later)
            self._withdraw_since(segment)
        segment.follow(self.folder, entry)
        return segment

    def _withdraw_since(self, segment: Segment) -> None:
        """A segment holds nothing younger than any journal of its manifest: all they withdraw is withdrawn in it."""
        for entry in self.manifest.journals:
            for ids in self.tails[entry.number].removed if entry.number in self.tails else ():
                segment.kill(ids)

    def _reader(self, entry: JournalEntry) -> JournalReader:
        if entry.number in self.readers:
            return self.readers[entry.number]
        self.opened.append(JournalReader(self.folder, self.manifest, entry))
        return self.opened[-1]

    def _tail(self, entry: JournalEntry) -> Tail:
        if entry.number in self.tails:
            return self.tails[entry.number]
        return Tail(entry.number, self.kernel, self.manifest.seed)


def _read_to_the_end(state: State) -> None:
    for entry, journal, tail in zip(state.manifest.journals, state.journals, state.view.tails, strict=True):
        for record in together(journal.finish(entry.bytes) if entry.bytes else journal.new()):
            state.view.apply(tail, record)
