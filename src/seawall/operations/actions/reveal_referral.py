from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Referral, ReferralPackage
from seawall.operations.referring.packing import unsealed
from seawall.operations.referring.states import ReferralPurpose, ReferralState


@action
def reveal_referral(one: Referral, purpose: ReferralPurpose, *, actor: Actor) -> bytes:
    """The package as it was checked, for its owner and for the agency that it was sent to. What was called back opens for its owner alone."""
    one = Referral.objects.get(pk=one.pk)
    if not policy.may_open_package(actor, one):
        raise Refused
    if one.state == ReferralState.CALLED_BACK and not policy.may_follow_referral(actor, one):
        raise WrongState
    require_fresh(actor)
    package = ReferralPackage.objects.filter(referral=one).first()
    if package is None:
        raise WrongState
    record(
        "operations.referral_revealed",
        actor=actor,
        subject=one,
        purpose=purpose.value,
        operation=one.operation_id,
    )
    return unsealed(package.sealed)
