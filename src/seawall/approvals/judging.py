"""What must be so before an approval takes a step. Asked by the deeds, of a locked record."""

from hmac import compare_digest

from django.utils.translation import gettext_lazy as _

from seawall.approvals import policy
from seawall.approvals.models import Approval
from seawall.approvals.states import LONGEST_WORDS, ApprovalState, Intent, check_approval_step
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.people.queries import actor_of, signed_in_person

CHANGED = _(
    "This is not what was shown when it was asked for. Propose it anew, so that somebody can look at it."
)
OVER = _("The time for this is over. Propose it anew if it is still needed.")


def locked(approval: Approval) -> Approval:
    return Approval.objects.select_for_update().get(pk=approval.pk)


def as_of_now(actor: Actor) -> Actor:
    """With the duties that the person holds at this moment. Who has left since may nothing."""
    person = signed_in_person(actor.id)
    if person is None:
        raise Refused
    return actor_of(person, fresh=actor.fresh)


def check_words(words: str, field: str) -> str:
    words = words.strip()
    if not words:
        raise Invalid({field: _("Say why, in a sentence that the other person understands.")})
    if len(words) > LONGEST_WORDS:
        raise Invalid({field: _("Please say it in at most 500 letters.")})
    return words


def check_decision(approval: Approval, then: ApprovalState, actor: Actor) -> None:
    """Whether this person may decide, and whether there is still something to decide."""
    if policy.is_proposer(actor, approval):
        raise Refused(_("You proposed this yourself. Another person has to look at it."))
    if not policy.may_decide(actor, approval):
        raise Refused
    check_step(approval, then)


def check_step(approval: Approval, then: ApprovalState) -> None:
    check_approval_step(approval.state, then)
    if approval.is_over:
        raise WrongState(OVER)


def check_seen(approval: Approval, seen: str) -> None:
    if not compare_digest(approval.digest, seen):
        raise WrongState(CHANGED)


def check_spending(approval: Approval, intent: Intent, actor: Actor) -> None:
    if not policy.may_spend(actor, approval):
        raise Refused
    check_step(approval, ApprovalState.SPENT)
    check_seen(approval, intent.digest())
