from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.states import ReferralState
from seawall.operations.referring.stepping import locked_for_step


@action
def call_back_referral(one: Referral, *, actor: Actor) -> Referral:
    """Not to be used any more. Its ticket opens nothing, and an agency of this node sees that it was called back."""
    one = locked_for_step(one, ReferralState.CALLED_BACK, policy.may_follow_referral, actor=actor)
    before = one.state
    one.state, one.called_back_at, one.ticket = ReferralState.CALLED_BACK, clock.now(), ""
    one.save(update_fields=["state", "called_back_at", "ticket", "changed_at"])
    record("operations.referral_called_back", actor=actor, subject=one, before=before)
    return one
