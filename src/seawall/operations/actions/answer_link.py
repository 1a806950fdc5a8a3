from typing import Any

from django.db.models import Q

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.operations import policy, scope
from seawall.operations.linking.queries import resting_on, resting_on_for
from seawall.operations.models import Link
from seawall.operations.states import LINK_STEPS, LinkState


@action
def answer_link(link: Link, answer: LinkState, *, actor: Actor) -> Link:
    """A person says whether two accounts are one person's. Either answer is kept; no later search asks again. What rested on a pair that is
    rejected and was not answered yet is withdrawn with it: the next search may find it anew over another account."""
    link = _locked(link)
    mine = Link.objects.filter(scope.through_all_accounts(actor.agency_id), pk=link.pk)
    if not policy.may_answer_link(actor) or not mine.exists():
        raise Refused
    if answer not in LINK_STEPS[LinkState(link.state)]:
        raise WrongState
    link.state, link.decided_by_id, link.decided_at = answer, actor.id, clock.now()
    link.save(update_fields=["state", "decided_by", "decided_at", "changed_at"])
    told = _withdrawn(link, actor) if answer is LinkState.REJECTED else {}
    record(
        "operations.link_answered",
        actor=actor,
        subject=link,
        operation=link.operation_id,
        one=link.one_id,
        other=link.other_id,
        answer=answer.value,
        **told,
    )
    return link


def _locked(link: Link) -> Link:
    """With what rests on it, in the order in which a search locks them too."""
    together = Q(pk=link.pk) | Q(pk__in=resting_on(link).values("pk"))
    locked = {one.pk: one for one in Link.objects.select_for_update().filter(together).order_by("pk")}
    if link.pk not in locked:
        raise NotFound
    return locked[link.pk]


def _withdrawn(link: Link, actor: Actor) -> dict[str, Any]:
    """How many of them the actor sees; the trail tells nobody of others."""
    seen = resting_on_for(actor, link).count()
    resting_on(link).delete()
    return {"withdrawn": seen} if seen else {}
