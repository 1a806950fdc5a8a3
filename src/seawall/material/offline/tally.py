"""What a manifest holds, counted by what can be done with it."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from seawall.wire.manifest import FileRecord

# So many of a kind are named one by one; all of them stand in the file.
NAMED = 20


class Kind(StrEnum):
    PICTURE = "picture"
    VIDEO = "video"
    NEITHER = "neither"
    LEFT_OUT = "left_out"
    NOT_HASHABLE = "not_hashable"
    UNREADABLE = "unreadable"
    NO_FILE = "no_file"


def kind_of(record: FileRecord) -> Kind:
    """`NO_FILE`: links and special files, which hold nothing of their own. `NEITHER`: no picture and no video, so that only an exact
    match is possible. `NOT_HASHABLE`: begins like a picture or video and could not be shown."""
    if record.unreadable:
        return Kind.NO_FILE if record.unreadable.reason in ("link", "special") else Kind.UNREADABLE
    if record.not_hashable:
        return {"no_image": Kind.NEITHER, "left_out": Kind.LEFT_OUT, "empty": Kind.NEITHER}.get(
            record.not_hashable.reason, Kind.NOT_HASHABLE
        )
    return Kind.VIDEO if record.video else Kind.PICTURE


@dataclass(slots=True)
class Tally:
    counts: Counter[Kind] = field(default_factory=Counter)
    bytes: int = 0
    named: dict[Kind, list[FileRecord]] = field(
        default_factory=lambda: {Kind.NOT_HASHABLE: [], Kind.UNREADABLE: []}
    )

    def add(self, record: FileRecord) -> None:
        kind = kind_of(record)
        self.counts[kind] += 1
        self.bytes += record.size or 0
        if kind in self.named and len(self.named[kind]) < NAMED:
            self.named[kind].append(record)

    @property
    def files(self) -> int:
        return self.counts.total()
