"""One step of an approval in memory: what must be so before it, and what is so after it. The deeds lock the record first, and then write it,
their line in the trail and what they announce."""

from django.conf import settings

from seawall.approvals import policy
from seawall.approvals.deeds import must_be_named
from seawall.approvals.judging import check_decision, check_seen, check_spending, check_words
from seawall.approvals.models import Approval
from seawall.approvals.states import ApprovalState, Intent, check_approval_step
from seawall.core import clock
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState


def ask(intent: Intent, purpose: str, actor: Actor) -> Approval:
    deed = must_be_named(intent.deed)
    if not policy.may_propose(actor):
        raise Refused
    return Approval(
        owner_id=actor.agency_id,
        deed=intent.deed,
        about=intent.about,
        digest=intent.digest(),
        shown={name: intent.content[name] for name in deed.shown},
        purpose=check_words(purpose, "purpose"),
        proposed_by_id=actor.id,
        created_at=clock.now(),
        expires_at=clock.in_future(hours=settings.APPROVAL_HOURS),
    )


def agree(approval: Approval, seen: str, actor: Actor) -> None:
    check_decision(approval, ApprovalState.APPROVED, actor)
    require_fresh(actor)
    check_seen(approval, seen)
    _decide(approval, ApprovalState.APPROVED, actor)


def decline(approval: Approval, reason: str, actor: Actor) -> None:
    check_decision(approval, ApprovalState.REFUSED, actor)
    approval.reason = check_words(reason, "reason")
    _decide(approval, ApprovalState.REFUSED, actor)


def take_back(approval: Approval, actor: Actor) -> None:
    if not policy.may_withdraw(actor, approval):
        raise Refused
    check_approval_step(approval.state, ApprovalState.WITHDRAWN)
    approval.state = ApprovalState.WITHDRAWN


def run_out(approval: Approval, actor: Actor) -> None:
    if not policy.may_expire(actor, approval):
        raise Refused
    check_approval_step(approval.state, ApprovalState.EXPIRED)
    if not approval.is_over:
        raise WrongState
    approval.state = ApprovalState.EXPIRED


def use(approval: Approval, intent: Intent, actor: Actor) -> None:
    check_spending(approval, intent, actor)
    approval.state, approval.spent_at = ApprovalState.SPENT, clock.now()


def _decide(approval: Approval, state: ApprovalState, actor: Actor) -> None:
    approval.state, approval.decided_by_id, approval.decided_at = state, actor.id, clock.now()
