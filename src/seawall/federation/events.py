"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class AgreementSigned(Event):
    agreement_id: str


@dataclass(frozen=True, slots=True)
class WithdrawalsPulled(Event):
    """A receiver was told of changes of a list, from turn to turn, and withdrawals are among them."""

    list_id: str
    receiver: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AgreementEnded(Event):
    agreement_id: str


@dataclass(frozen=True, slots=True)
class VotingSwitchedOn(Event):
    """Our votes go back to a source from now on."""

    source_id: str
