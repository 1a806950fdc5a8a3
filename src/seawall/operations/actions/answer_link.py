from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy, scope
from seawall.operations.models import Link
from seawall.operations.states import LINK_STEPS, LinkState


@action
def answer_link(link: Link, answer: LinkState, *, actor: Actor) -> Link:
    """A person says whether two accounts are one person's. Either answer is kept; no later search asks again."""
    link = Link.objects.select_for_update().get(pk=link.pk)
    both = Link.objects.filter(scope.through_both_accounts(actor.agency_id), pk=link.pk)
    if not policy.may_answer_link(actor) or not both.exists():
        raise Refused
    if answer not in LINK_STEPS[LinkState(link.state)]:
        raise WrongState
    link.state, link.decided_by_id, link.decided_at = answer, actor.id, clock.now()
    link.save(update_fields=["state", "decided_by", "decided_at", "changed_at"])
    record(
        "operations.link_answered",
        actor=actor,
        subject=link,
        operation=link.operation_id,
        one=link.one_id,
        other=link.other_id,
        answer=answer.value,
    )
    return link
