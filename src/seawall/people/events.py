from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class DutyChanged(Event):
    """A duty was granted or revoked; all sessions of the person have ended."""

    staff_id: str


@dataclass(frozen=True, slots=True)
class StaffDeactivated(Event):
    """The person cannot sign in any more: what they had locked must be let go."""

    staff_id: str
