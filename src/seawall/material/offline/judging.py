"""What the hits of a file mean. Exact and near are never mixed up, and doubt is never left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from seawall.material.offline.questions import Answers, Hit, Question, is_too_plain, questions_of
from seawall.material.offline.tally import Kind, kind_of
from seawall.wire.manifest import FileRecord

# Questions that are asked together: enough to be quick, few enough to be told of progress.
TOGETHER = 5_000


class Finding(StrEnum):
    """In the order in which they count. NEAR and NEAR_HARMLESS are evidence for a person, never a proof."""

    KNOWN = "known"
    HARMLESS = "harmless"
    NEAR = "near"
    NEAR_HARMLESS = "near_harmless"
    NEW = "new"
    TOO_PLAIN = "too_plain"
    NOT_HASHABLE = "not_hashable"
    OTHER = "other"
    UNREADABLE = "unreadable"
    NO_FILE = "no_file"


@dataclass(frozen=True, slots=True)
class Judged:
    """`hits`: one for each entry, exact before near, nearest first. `doubted`: somebody disputes what the finding rests on, or the file is on
    a list of known material and on one of harmless."""

    record: FileRecord
    finding: Finding
    hits: tuple[Hit, ...] = ()
    doubted: bool = False

    @property
    def distance(self) -> int:
        return self.hits[0].distance if self.hits else 0


def judged(records: Iterable[FileRecord], answers: Answers) -> Iterator[Judged]:
    """Every record with its finding, in their order, some thousand questions at a time."""
    waiting: list[FileRecord] = []
    questions: list[Question] = []
    for record in records:
        questions += questions_of(len(waiting), record)
        waiting.append(record)
        if len(questions) >= TOGETHER:
            yield from _asked(waiting, questions, answers)
            waiting, questions = [], []
    yield from _asked(waiting, questions, answers)


def _asked(waiting: list[FileRecord], questions: list[Question], answers: Answers) -> Iterator[Judged]:
    found: dict[int, dict[str, Hit]] = {}
    for question, hit in answers.ask(questions) if questions else ():
        best = found.setdefault(question.file, {})
        best[hit.entry] = _better(best.get(hit.entry), hit)
    for number, record in enumerate(waiting):
        hits = sorted(found.get(number, {}).values(), key=_order)
        yield judge(record, tuple(hits))


def _better(one: Hit | None, other: Hit) -> Hit:
    """Of two hits of one entry the stronger, with the frames of both."""
    if one is None:
        return other
    frames = one.frames + other.frames
    return replace(min(one, other, key=_order), frames=frames)


def _order(hit: Hit) -> tuple[bool, int, bool, bool, str]:
    return (not hit.exact, hit.distance, hit.harmless, bool(hit.variant), hit.entry)


def judge(record: FileRecord, hits: tuple[Hit, ...]) -> Judged:
    """What an exact hit says weighs more than what a near one says, and known more than harmless."""
    finding = next((finding for finding, fits in _MEANINGS if any(map(fits, hits))), None)
    if finding is None:
        return Judged(record, _without_hits(record))
    grounds = [hit for hit in hits if dict(_MEANINGS)[finding](hit)]
    both = len({hit.harmless for hit in hits if hit.exact == grounds[0].exact}) == 2
    first = sorted(hits, key=lambda hit: hit not in grounds)
    return Judged(record, finding, tuple(first), both or any(hit.disputed for hit in grounds))


_MEANINGS = (
    (Finding.KNOWN, lambda hit: hit.exact and not hit.harmless),
    (Finding.HARMLESS, lambda hit: hit.exact and hit.harmless),
    (Finding.NEAR, lambda hit: not hit.exact and not hit.harmless),
    (Finding.NEAR_HARMLESS, lambda hit: not hit.exact and hit.harmless),
)


def _without_hits(record: FileRecord) -> Finding:
    if is_too_plain(record):
        return Finding.TOO_PLAIN
    return {
        Kind.UNREADABLE: Finding.UNREADABLE,
        Kind.NO_FILE: Finding.NO_FILE,
        Kind.NEITHER: Finding.OTHER,
        Kind.NOT_HASHABLE: Finding.NOT_HASHABLE,
        Kind.LEFT_OUT: Finding.NOT_HASHABLE,
    }.get(kind_of(record), Finding.NEW)
