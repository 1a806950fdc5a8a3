from seawall.approvals.judging import locked
from seawall.approvals.models import Approval
from seawall.approvals.stepping import run_out
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor


@action
def expire(approval: Approval, *, actor: Actor) -> Approval:
    """Noted by the node; what is over counts as over before that."""
    approval = locked(approval)
    run_out(approval, actor)
    approval.save(update_fields=["state", "changed_at"])
    record("approvals.expired", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
