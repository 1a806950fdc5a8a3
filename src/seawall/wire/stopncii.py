"""StopNCII (https://stopncii.org, for adults): the JSON of `FetchHashes` and `SubmitFeedback`, API version 1.

Known from the client that ships in PyPI `threatexchange` and from its tests; there is no public specification. A record replaces every
earlier one for the same kind and value; withdrawn and deleted ones are to be forgotten. Words that are not known here are kept as they
are: a status that is neither known to be good nor known to be withdrawn makes a record neither. `SubmitHashes` is not written: Seawall
takes no images of adults, and has no fingerprints to give there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from seawall.wire import spelled
from seawall.wire.documents import read_document, write_document
from seawall.wire.faults import Fault, Malformed, Problem, Unit
from seawall.wire.lines import Fields

# By the service's word; other kinds (VideoTMK, Text, URL, Unknown) are text here.
KINDS = {"ImagePDQ": "pdq", "VideoMD5": "md5"}
USABLE, WITHDRAWN = {"Received", "Active"}, {"Withdrawn", "Deleted"}
FEEDBACK = (
    "None",
    "QualityUnknown",
    "PendingReview",
    "Blocked",
    "NotBlocked",
    "Withdrawn",
    "Deleted",
    "Unknown",
)
# Pages are asked for with 800.
MOST_RECORDS = 10_000
MOST_PARTS = 1_000
LAST_SECOND = 253_402_300_799
# TMK+PDQF codes are about a quarter of a megabyte, more as text.
LONGEST_VALUE, LONGEST_WORD, LONGEST_TOKEN = 1 << 20, 200, 8 << 10


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a provider says about a fingerprint. `value` is one of FEEDBACK, or a word that is not known here."""

    value: str
    tags: tuple[str, ...] = ()
    source: str = ""
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class HashRecord:
    """`kind` in the service's word; `value` in lower-case hexadecimal digits where the kind is one of KINDS. `cases`: the status of each
    case number that named it."""

    modified: datetime
    kind: str
    value: str = field(repr=False)
    status: str
    cases: Mapping[str, str] = field(default_factory=dict, repr=False)
    feedbacks: tuple[Feedback, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def usable(self) -> bool:
        return self.status in USABLE

    @property
    def withdrawn(self) -> bool:
        return self.status in WITHDRAWN


@dataclass(frozen=True, slots=True)
class Page:
    """`next_page` asks for the page after this one and is not to be kept for long; `next_start` is the checkpoint to keep. A record that
    could not be understood is its fault, in its place."""

    next_page: str | None = field(repr=False)
    next_start: datetime
    has_more: bool
    records: tuple[HashRecord | Fault, ...]
    more: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class FeedbackGiven:
    """Our feedback on one value. The service takes no kind beside it."""

    value: str = field(repr=False)
    feedback: Feedback


def read_page(stream: BinaryIO) -> Page:
    """Errors: Malformed, if the page itself cannot be understood; OSError of reading."""
    fields = read_document(stream)
    if "hashRecords" not in fields:
        raise fields.wrong("hashRecords", Problem.OTHER_FORMAT)
    token = None
    if fields.rest.get("nextPageToken") is None:
        fields.rest.pop("nextPageToken", None)
    else:
        token = _word(fields, "nextPageToken", LONGEST_TOKEN)
    if "count" in fields:
        # Whether it counts this page or all is nowhere said; it is made anew when written.
        fields.number("count")
    start, has_more = _moment(fields, "nextSetTimestamp"), fields.truth("hasMoreRecords")
    found = fields.several("hashRecords", MOST_RECORDS)
    records = tuple(_record_or_fault(number, each) for number, each in enumerate(found, 1))
    return Page(token, start, has_more, records, fields.rest)


def _record_or_fault(number: int, found: Any) -> HashRecord | Fault:
    if not isinstance(found, dict):
        return Fault(Unit.RECORD, number, "", Problem.NOT_JSON, "an object")
    try:
        return _record(Fields(found, number, unit=Unit.RECORD))
    except Malformed as wrong:
        return wrong.fault


def _record(fields: Fields) -> HashRecord:
    modified, kind = _moment(fields, "lastModtimestamp"), _word(fields, "signalType")
    value = _value(fields, KINDS.get(kind))
    status, cases = _word(fields, "hashStatus"), _cases(fields)
    feedbacks = tuple(_feedbacks(fields)) if "CSPFeedbacks" in fields else ()
    return HashRecord(modified, kind, value, status, cases, feedbacks, fields.rest)


def _value(fields: Fields, kind: str | None) -> str:
    text = _word(fields, "hashValue", LONGEST_VALUE)
    if kind is None:
        return text
    if (value := spelled.fingerprint(kind, text)) is None:
        raise fields.wrong("hashValue", Problem.WRONG, spelled.expected(kind))
    return value


def _cases(fields: Fields) -> dict[str, str]:
    # An empty object arrives as an empty list.
    found = fields.rest.pop("caseNumbers", {})
    if found == []:
        return {}
    if not isinstance(found, dict) or not all(isinstance(status, str) for status in found.values()):
        raise fields.wrong("caseNumbers", Problem.WRONG, "an object of case numbers with their status")
    return found


def _feedbacks(fields: Fields) -> Iterator[Feedback]:
    for each in fields.each("CSPFeedbacks"):
        value, tags = _word(each, "feedbackValue"), _tags(each)
        source = _word(each, "source") if "source" in each else ""
        yield Feedback(value, tags, source, each.rest)


def _tags(fields: Fields) -> tuple[str, ...]:
    tags = fields.several("tags", MOST_PARTS) if "tags" in fields else []
    if not all(isinstance(tag, str) and len(tag) <= LONGEST_WORD for tag in tags):
        raise fields.wrong("tags", Problem.WRONG, "words")
    return tuple(tags)


def _word(fields: Fields, name: str, longest: int = LONGEST_WORD) -> str:
    text = fields.text(name)
    if len(text) > longest:
        raise fields.wrong(name, Problem.TOO_LONG)
    return text


def _moment(fields: Fields, name: str) -> datetime:
    """Whole seconds since 1970."""
    return datetime.fromtimestamp(fields.number(name, LAST_SECOND), UTC)


def write_page(page: Page, stream: BinaryIO) -> None:
    """As the service answers it; what could not be understood is left out. Errors: OSError of writing."""
    records = [_document(each) for each in page.records if isinstance(each, HashRecord)]
    write_document(
        {
            "count": len(records),
            "nextPageToken": page.next_page,
            "nextSetTimestamp": int(page.next_start.timestamp()),
            "hasMoreRecords": page.has_more,
            "hashRecords": records,
            **page.more,
        },
        stream,
    )


def _document(record: HashRecord) -> dict[str, Any]:
    return {
        "lastModtimestamp": int(record.modified.timestamp()),
        "signalType": record.kind,
        "hashValue": record.value,
        "hashStatus": record.status,
        "caseNumbers": dict(record.cases),
        "CSPFeedbacks": [
            {"source": each.source, "feedbackValue": each.value, "tags": list(each.tags), **each.more}
            for each in record.feedbacks
        ],
        **record.more,
    }


def write_feedback(given: Iterable[FeedbackGiven], stream: BinaryIO) -> None:
    """The body of `SubmitFeedback`. Who gives it follows from the key that sends it, so no source is written. Errors: OSError of
    writing."""
    found = [
        {"hashValue": each.value, "feedbackValue": each.feedback.value, "tags": list(each.feedback.tags)}
        for each in given
    ]
    write_document({"count": len(found), "hashFeedbacks": found}, stream)


def read_feedback(stream: BinaryIO) -> tuple[FeedbackGiven, ...]:
    """The body of `SubmitFeedback`, whole or not at all. Errors: Malformed; OSError of reading."""
    fields = read_document(stream)
    if "hashFeedbacks" not in fields:
        raise fields.wrong("hashFeedbacks", Problem.OTHER_FORMAT)
    count = fields.number("count")
    found = tuple(
        FeedbackGiven(
            _word(each, "hashValue", LONGEST_VALUE), Feedback(_word(each, "feedbackValue"), _tags(each))
        )
        for each in fields.each("hashFeedbacks")
    )
    if count != len(found):
        raise fields.wrong("count", Problem.COUNT)
    return found
