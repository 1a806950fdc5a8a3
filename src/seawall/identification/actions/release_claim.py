from django.utils.translation import gettext_lazy as _

from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.closing import tell_end, write_end
from seawall.identification.models import Claim
from seawall.identification.states import ClaimEnd


@action
def release_claim(claim: Claim, *, actor: Actor) -> Claim:
    """Nobody works on the series any more. A colleague may say so too, and the node when the holder has left."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if not policy.may_end(actor, claim):
        raise Refused
    if claim.end != ClaimEnd.RUNNING:
        raise WrongState(_("This claim has ended already."))
    write_end(claim, ClaimEnd.RELEASED)
    tell_end(claim, actor=actor)
    return claim
