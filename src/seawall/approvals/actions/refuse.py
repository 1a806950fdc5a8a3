from seawall.approvals.judging import as_of_now, check_decision, check_words, locked
from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor


@action
def refuse(approval: Approval, reason: str, *, actor: Actor) -> Approval:
    """A second person does not agree, and says why. Whoever still wants it proposes it anew."""
    approval = locked(approval)
    check_decision(approval, ApprovalState.REFUSED, as_of_now(actor))
    approval.reason = check_words(reason, "reason")
    approval.state, approval.decided_by_id, approval.decided_at = (
        ApprovalState.REFUSED,
        actor.id,
        clock.now(),
    )
    approval.save(update_fields=["state", "reason", "decided_by", "decided_at", "changed_at"])
    record("approvals.refused", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
