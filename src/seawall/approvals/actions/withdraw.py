from seawall.approvals.judging import locked
from seawall.approvals.models import Approval
from seawall.approvals.stepping import take_back
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor


@action
def withdraw(approval: Approval, *, actor: Actor) -> Approval:
    """The proposer needs it no more, approved or not."""
    approval = locked(approval)
    take_back(approval, actor)
    approval.save(update_fields=["state", "changed_at"])
    record("approvals.withdrawn", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
