from typing import TYPE_CHECKING

from seawall.approvals.actions import spend
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations import policy
from seawall.operations.actions.send_referral import sent
from seawall.operations.models import Referral
from seawall.operations.referring.states import ReferralState
from seawall.operations.referring.stepping import locked_for_step
from seawall.operations.seconded import sending

if TYPE_CHECKING:
    from seawall.approvals.models import Approval


@action
def send_past_stop(one: Referral, approval: "Approval", *, actor: Actor) -> tuple[Referral, str]:
    """Note that it leaves although a safeguard stops it, as another person has agreed to: this package, to this recipient, past these rows."""
    one = locked_for_step(one, ReferralState.SENT, policy.may_follow_referral, actor=actor)
    spend(approval, sending(one), actor=actor)
    return sent(one, one.counsel, actor=actor)
