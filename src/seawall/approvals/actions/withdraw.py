from seawall.approvals import policy
from seawall.approvals.judging import locked
from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState, check_approval_step
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused


@action
def withdraw(approval: Approval, *, actor: Actor) -> Approval:
    """The proposer needs it no more, approved or not."""
    approval = locked(approval)
    if not policy.may_withdraw(actor, approval):
        raise Refused
    check_approval_step(approval.state, ApprovalState.WITHDRAWN)
    approval.state = ApprovalState.WITHDRAWN
    approval.save(update_fields=["state", "changed_at"])
    record("approvals.withdrawn", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
