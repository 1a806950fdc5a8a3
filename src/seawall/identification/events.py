"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class VictimStepped(Event):
    """A child stands on another rung of the ladder; `state` is the new one."""

    victim_id: str
    series_id: str
    state: str


@dataclass(frozen=True, slots=True)
class ItemsPlaced(Event):
    """Items that stood in no series were put into one, by this change."""

    change_id: str


@dataclass(frozen=True, slots=True)
class SeriesMerged(Event):
    """All of one series was put into another, by this change."""

    change_id: str


@dataclass(frozen=True, slots=True)
class SeriesClaimed(Event):
    series_id: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class ClaimEnded(Event):
    """`end` says how: released, expired, closed."""

    series_id: str
    claim_id: str
    end: str
