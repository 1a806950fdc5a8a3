from django.conf import settings

from seawall.approvals import policy
from seawall.approvals.deeds import must_be_named
from seawall.approvals.judging import check_words
from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState, Intent
from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused


@action
def propose(intent: Intent, purpose: str, *, actor: Actor) -> Approval:
    """Ask for a second person. The domain's own action calls this, after its policy has let the actor; asking the same again
    gives the question that is open already."""
    deed = must_be_named(intent.deed)
    if not policy.may_propose(actor):
        raise Refused
    purpose, digest, now = check_words(purpose, "purpose"), intent.digest(), clock.now()
    mine = Approval.objects.select_for_update().filter(proposed_by_id=actor.id, state=ApprovalState.OPEN)
    asked = mine.filter(
        deed=intent.deed, about=intent.about, digest=digest, purpose=purpose, expires_at__gt=now
    )
    if (already := asked.first()) is not None:
        return already
    approval = Approval.objects.create(
        owner_id=actor.agency_id,
        deed=intent.deed,
        about=intent.about,
        digest=digest,
        shown={name: intent.content[name] for name in deed.shown},
        purpose=purpose,
        proposed_by_id=actor.id,
        created_at=now,
        expires_at=clock.in_future(hours=settings.APPROVAL_HOURS),
    )
    record("approvals.proposed", actor=actor, subject=approval, deed=intent.deed, about=intent.about)
    return approval
