from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.closing import tell_end, write_end
from seawall.identification.models import Claim
from seawall.identification.states import ClaimEnd


@action
def expire_claim(claim: Claim, *, actor: Actor) -> Claim:
    """Time ran out, so the series is free again."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if not policy.may_expire(actor, claim):
        raise Refused
    if claim.end != ClaimEnd.RUNNING or claim.expires_at > clock.now():
        raise WrongState
    write_end(claim, ClaimEnd.EXPIRED)
    tell_end(claim, actor=actor)
    return claim
