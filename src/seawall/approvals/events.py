"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class Approved(Event):
    """A second person agreed; nothing has been done yet."""

    approval_id: str
    deed: str
    about: str


@dataclass(frozen=True, slots=True)
class ApprovalEnded(Event):
    """`state` says how: spent, refused, withdrawn, expired."""

    approval_id: str
    deed: str
    about: str
    state: str
