from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState, Intent
from seawall.approvals.stepping import ask
from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor


@action
def propose(intent: Intent, purpose: str, *, actor: Actor) -> Approval:
    """Ask for a second person. The domain's own action calls this, after its policy has let the actor; asking the same again
    gives the question that is open already."""
    approval = ask(intent, purpose, actor)
    mine = Approval.objects.select_for_update().filter(proposed_by_id=actor.id, state=ApprovalState.OPEN)
    same = {name: getattr(approval, name) for name in ("deed", "about", "digest", "purpose")}
    if (already := mine.filter(**same, expires_at__gt=clock.now()).first()) is not None:
        return already
    approval.save(force_insert=True)
    record("approvals.proposed", actor=actor, subject=approval, deed=intent.deed, about=intent.about)
    return approval
