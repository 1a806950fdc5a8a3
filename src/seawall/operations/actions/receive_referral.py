from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.states import ReferralState
from seawall.operations.referring.stepping import locked_for_step


@action
def receive_referral(one: Referral, *, actor: Actor) -> Referral:
    """The recipient says that it is there and whole."""
    one = locked_for_step(one, ReferralState.RECEIVED, policy.may_receive, actor=actor)
    one.state, one.received_at = ReferralState.RECEIVED, clock.now()
    one.save(update_fields=["state", "received_at", "changed_at"])
    record("operations.referral_received", actor=actor, subject=one)
    return one
