"""What takedown announces. Ids and plain values: never an address, a name or a free text.

`subject_ids` are the reports' subjects that led to the location, so that their receipts can say how far it is.
"""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class LocationOpened(Event):
    location_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class TraceAsked(Event):
    location_id: str


@dataclass(frozen=True, slots=True)
class CheckAsked(Event):
    location_id: str


@dataclass(frozen=True, slots=True)
class LocationTraced(Event):
    location_id: str
    country: str
    has_host: bool


@dataclass(frozen=True, slots=True)
class HoldAsked(Event):
    location_id: str
    hold_id: str
    police_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class HoldExpired(Event):
    location_id: str
    hold_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class HoldReleased(Event):
    location_id: str
    hold_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class SendingAsked(Event):
    """A person pressed send: trace again, then seal the letter."""

    notice_id: str


@dataclass(frozen=True, slots=True)
class NoticeSealed(Event):
    """The exact bytes are kept: hand them over."""

    notice_id: str


@dataclass(frozen=True, slots=True)
class ReminderWritten(Event):
    notice_id: str
    step: int


@dataclass(frozen=True, slots=True)
class NoticeSent(Event):
    notice_id: str
    location_ids: list[str]
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class NoticeAnswered(Event):
    notice_id: str
    location_id: str
    answer_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class LocationGone(Event):
    location_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class LocationBack(Event):
    location_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class LocationWithdrawn(Event):
    """`by` is the member of staff who did it."""

    location_id: str
    subject_ids: list[str]
    by: str


@dataclass(frozen=True, slots=True)
class LocationCorrected(Event):
    """Removal was asked for by mistake."""

    location_id: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class ObjectionRaised(Event):
    """Somebody independent must look again: reports re-opens the bundle, material the item's opinion."""

    location_id: str
    notice_id: str
    answer_id: str
    reason: str
    subject_ids: list[str]


@dataclass(frozen=True, slots=True)
class ObjectionDecided(Event):
    location_id: str
    answer_id: str
    outcome: str
    subject_ids: list[str]
