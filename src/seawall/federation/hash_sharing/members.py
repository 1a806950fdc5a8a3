"""Who speaks to a receiver: the agency that owns the list, the receiver itself, and others that have voted, whose names it is not told."""

from seawall.core.keys import digest
from seawall.federation.models import Agreement
from seawall.wire.hash_sharing import Member

# Letters of a digest: a number of at most 15 digits, which every program holds.
LETTERS = 12
ANOTHER = "Another receiver"


def number_of(*of: str) -> int:
    """The same for ever, and nobody learns from it how many there are."""
    return int(digest("federation.member", "\n".join(of))[:LETTERS], 16)


def owner_of(agreement: Agreement) -> Member:
    return Member(number_of(agreement.owner_id), agreement.owner.name)


def receiver_of(agreement: Agreement, holder: str) -> Member:
    """By its name for itself alone: who else receives a list nobody agreed to tell."""
    number = number_of(agreement.owner_id, agreement.list_id, holder)
    return Member(number, holder if holder == agreement.holder else ANOTHER)
