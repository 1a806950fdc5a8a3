from seawall.approvals.events import Approved
from seawall.approvals.judging import as_of_now, locked
from seawall.approvals.models import Approval
from seawall.approvals.stepping import agree
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.events import announce


@action
def approve(approval: Approval, seen: str, *, actor: Actor) -> Approval:
    """A second person agrees to what they were shown; `seen` is its digest. Nothing is done by it: the proposer does the deed."""
    approval = locked(approval)
    agree(approval, seen, as_of_now(actor))
    approval.save(update_fields=["state", "decided_by", "decided_at", "changed_at"])
    record("approvals.approved", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce(Approved(approval.owner_id, approval.id, approval.deed, approval.about))
    return approval
