from seawall.approvals.judging import as_of_now, locked
from seawall.approvals.models import Approval
from seawall.approvals.stepping import decline
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor


@action
def refuse(approval: Approval, reason: str, *, actor: Actor) -> Approval:
    """A second person does not agree, and says why. Whoever still wants it proposes it anew."""
    approval = locked(approval)
    decline(approval, reason, as_of_now(actor))
    approval.save(update_fields=["state", "reason", "decided_by", "decided_at", "changed_at"])
    record("approvals.refused", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
