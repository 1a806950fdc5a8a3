from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from seawall.approvals.actions import propose
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.states import ReferralState
from seawall.operations.referring.stepping import checked_counsel, locked_for_step, stops_of
from seawall.operations.seconded import sending

if TYPE_CHECKING:
    from seawall.approvals.models import Approval


@action
def propose_sending(one: Referral, purpose: str, *, counsel: str = "", actor: Actor) -> "Approval":
    """Ask a second person to let a referral past what stops it. Nothing is sent by it."""
    one = locked_for_step(one, ReferralState.SENT, policy.may_follow_referral, actor=actor)
    if not stops_of(one):
        raise WrongState(_("Nothing stops this referral. It can be sent."))
    one.counsel = checked_counsel(one, counsel)
    one.save(update_fields=["counsel", "changed_at"])
    approval = propose(sending(one), purpose, actor=actor)
    record("operations.sending_proposed", actor=actor, subject=one, approval=approval.id)
    return approval
