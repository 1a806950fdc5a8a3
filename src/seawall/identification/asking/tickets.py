"""An expert's link: it opens one card to one expert, and afterwards tells them what became of their answer."""

from seawall.core.actors import Actor
from seawall.core.doors import Door
from seawall.core.errors import NotFound
from seawall.core.tickets import Tickets
from seawall.identification.models import Invitation

TICKETS = Tickets("identification.expert.pepper", "cards")
DOOR = Door("identification.experts")


def invitation_by(typed: str) -> Invitation:
    """NotFound for a wrong, ended or withdrawn link alike: the answer tells nobody which."""
    hashed = TICKETS.hash_typed(typed)
    found = Invitation.objects.filter(ticket=hashed).select_related("owner", "request", "tip").first()
    if found is None or not (found.is_open or found.is_heard):
        raise NotFound
    return found


def come_in(typed: str) -> tuple[Invitation, Actor]:
    invitation = DOOR.let_in(invitation_by, typed)
    return invitation, Actor.recipient(invitation.owner_id, invitation.id)
