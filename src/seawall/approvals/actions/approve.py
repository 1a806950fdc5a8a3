from seawall.approvals.events import Approved
from seawall.approvals.judging import as_of_now, check_decision, check_seen, locked
from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState
from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.events import announce


@action
def approve(approval: Approval, seen: str, *, actor: Actor) -> Approval:
    """A second person agrees to what they were shown; `seen` is its digest. Nothing is done by it: the proposer does the deed."""
    approval = locked(approval)
    check_decision(approval, ApprovalState.APPROVED, as_of_now(actor))
    require_fresh(actor)
    check_seen(approval, seen)
    approval.state, approval.decided_by_id, approval.decided_at = (
        ApprovalState.APPROVED,
        actor.id,
        clock.now(),
    )
    approval.save(update_fields=["state", "decided_by", "decided_at", "changed_at"])
    record("approvals.approved", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce(Approved(approval.owner_id, approval.id, approval.deed, approval.about))
    return approval
