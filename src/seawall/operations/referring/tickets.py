"""The return ticket: a secret that opens one referral's answer page, and nothing else."""

from seawall.core.actors import Actor
from seawall.core.doors import Door
from seawall.core.errors import NotFound
from seawall.core.tickets import Tickets
from seawall.operations.models import Referral
from seawall.operations.referring.states import OUT

TICKETS = Tickets("operations.ticket.pepper", "tickets")
DOOR = Door("operations.tickets")


def referral_by(typed: str) -> Referral:
    """NotFound for a wrong ticket, one that was made worthless, and a referral that was called back: the answer tells nobody which."""
    out = Referral.objects.filter(ticket=TICKETS.hash_typed(typed), state__in=OUT)
    found = out.select_related("owner").first()
    if found is None:
        raise NotFound
    return found


def come_in(typed: str) -> tuple[Referral, Actor]:
    found = DOOR.let_in(referral_by, typed)
    return found, Actor.recipient(found.owner_id, found.id)
