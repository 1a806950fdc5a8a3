"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class LinksAsked(Event):
    """Somebody wants to know which accounts of an operation may be one person's."""

    search_id: str


@dataclass(frozen=True, slots=True)
class PieceWaits(Event):
    """A table shall be taken, and rows of it are still waiting."""

    table_id: str


@dataclass(frozen=True, slots=True)
class MeasurePlanned(Event):
    """Planned or moved: other agencies may have planned something at the same moment."""

    owner_id: str
    measure_id: str


@dataclass(frozen=True, slots=True)
class ReferralAnswered(Event):
    """The receiver of a referral, or whoever was told, said what came of it."""

    referral_id: str


@dataclass(frozen=True, slots=True)
class OutcomeKept(Event):
    """Of a referral that told of series: whether it was of use, and which reported things are the same bytes as what is in these series."""

    subject_ids: list[str]
    was_of_use: bool
