from datetime import date

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.identification.asking.keeping import request_to_change
from seawall.identification.asking.tickets import TICKETS
from seawall.identification.asking.words import MOST_INVITED, Audience
from seawall.identification.models import ClueRequest, Invitation


@action
def invite_expert(clue_request: ClueRequest, ends_on: date, *, actor: Actor) -> tuple[Invitation, str]:
    """A link for one expert, to a card that two people have released for experts. Its ticket is shown this once."""
    clue_request = request_to_change(clue_request, actor)
    if clue_request.audience != Audience.EXPERT or not clue_request.is_shown:
        raise WrongState(_("Only a card that was released for experts, and is still asked about, has links."))
    if not clock.now().date() < ends_on <= clue_request.closes_on:
        raise Invalid({"ends_on": _("Choose a day after today, and not after the card's own last day.")})
    waiting = clue_request.invitations.filter(tip=None, withdrawn_at=None, ends_on__gte=clock.now().date())
    if waiting.count() >= MOST_INVITED:
        raise WrongState(_("Twenty links of this card are open. Withdraw one that is not needed any more."))
    ticket = TICKETS.new()
    invitation = Invitation.objects.create(
        owner_id=clue_request.owner_id,
        request=clue_request,
        ticket=TICKETS.hash_of(ticket),
        ends_on=ends_on,
        by_id=actor.id,
    )
    record("identification.expert_invited", actor=actor, subject=invitation, request=clue_request.id)
    return invitation, ticket
