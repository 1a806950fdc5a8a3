"""What a file of a manifest asks, and what comes back: the same whether a snapshot answers or a node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from seawall.wire.manifest import FileRecord

# Below it PDQ found too little in a picture to tell it from another (the PDQ specification).
LEAST_QUALITY = 50


class Question(NamedTuple):
    """One fingerprint of one file. `file` is the asker's number of the file; `quality` is that of a PDQ code; `variant` names the way in which
    the picture was turned or trimmed for it; `second` is that of a video's frame."""

    file: int
    kind: str
    value: str
    quality: int | None = None
    variant: str = ""
    second: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry of a list in which a question was found. `distance` and `radius` in bits, both 0 for exact kinds; `categories`: by scheme
    its version and the category; `frames`: how many of a video's frames are near this entry."""

    kind: str
    list: str
    list_name: str
    harmless: bool
    record: str
    entry: str
    distance: int
    radius: int
    disputed: bool
    categories: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    variant: str = ""
    second: float | None = None
    frames: int = 0

    @property
    def exact(self) -> bool:
        return self.kind != "pdq"


class Answers(Protocol):
    """A snapshot in memory, or a node."""

    @property
    def name(self) -> str:
        """Who answers; the same name means the same lists, whatever language the person reads."""
        ...

    def ask(self, questions: "list[Question]") -> "Iterator[tuple[Question, Hit]]":
        """Every hit with its question, in any order."""
        ...


def questions_of(file: int, record: FileRecord) -> Iterator[Question]:
    """All that may be asked of a record: what is too plain to be compared is not."""
    if record.exact:
        for kind in ("sha256", "sha1", "md5"):
            yield Question(file, kind, getattr(record.exact, kind))
    if record.pdq and record.pdq.quality >= LEAST_QUALITY:
        yield Question(file, "pdq", record.pdq.value, record.pdq.quality)
        for name, value in record.variants.items():
            yield Question(file, "pdq", value, record.pdq.quality, variant=name)
    for frame in record.video.frames if record.video else ():
        if frame.pdq.quality >= LEAST_QUALITY:
            yield Question(file, "pdq", frame.pdq.value, frame.pdq.quality, second=frame.second)


def is_too_plain(record: FileRecord) -> bool:
    """Whether it shows something and yet has no fingerprint good enough for a near match."""
    if record.pdq:
        return record.pdq.quality < LEAST_QUALITY
    if record.video:
        return all(frame.pdq.quality < LEAST_QUALITY for frame in record.video.frames)
    return False
