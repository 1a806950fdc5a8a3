from seawall.approvals import policy
from seawall.approvals.judging import locked
from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState, check_approval_step
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState


@action
def expire(approval: Approval, *, actor: Actor) -> Approval:
    """Noted by the node; what is over counts as over before that."""
    approval = locked(approval)
    if not policy.may_expire(actor, approval):
        raise Refused
    check_approval_step(approval.state, ApprovalState.EXPIRED)
    if not approval.is_over:
        raise WrongState
    approval.state = ApprovalState.EXPIRED
    approval.save(update_fields=["state", "changed_at"])
    record("approvals.expired", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
