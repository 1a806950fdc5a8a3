from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.models import Series
from seawall.identification.suggesting import NOT_ANY_MORE, between


@action
def reject_suggestion(series: Series, other_id: str, *, actor: Actor) -> int:
    """This item, or this other series, does not belong here. No pair between the two is ever suggested again."""
    if not policy.may_change(actor, series):
        raise Refused
    rejected = between(series, other_id).filter(rejected_at__isnull=True)
    number = rejected.update(rejected_at=clock.now(), rejected_by=actor.id, changed_at=clock.now())
    if not number:
        raise WrongState(NOT_ANY_MORE)
    record("identification.suggestion_rejected", actor=actor, subject=series, other=other_id, pairs=number)
    return number
