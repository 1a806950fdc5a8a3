from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import ClueRequest


@action
def forget_contacts(clue_request: ClueRequest, *, actor: Actor) -> int:
    """As experts were promised: how they could be asked back is erased, what they knew stays."""
    if not policy.may_forget_contacts(actor, clue_request):
        raise Refused
    kept = clue_request.invitations.exclude(contact="")
    forgotten = kept.update(contact="", changed_at=clock.now())
    record("identification.contacts_forgotten", actor=actor, subject=clue_request, contacts=forgotten)
    return forgotten
