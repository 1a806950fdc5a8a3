from collections.abc import Sequence

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.arrivals import asked_of, plan_of, same_items
from seawall.material.models import Item, Statement
from seawall.material.queries.items import items_for, may_see_opinions
from seawall.material.states import Arrival, Arrived, Source


def arrivals_for(actor: Actor, arrivals: Sequence[Arrival], source: Source | None = None) -> list[Arrived]:
    """What `take_arrivals` would make of them now; nothing is changed."""
    if not policy.may_register(actor):
        raise Refused
    asked = asked_of(arrivals)
    here = items_for(actor).filter(pk__one_of=same_items(asked, actor.agency_id)).values_list("pk", flat=True)
    return plan_of(asked, list(here), source).arrived()


def statements_for(actor: Actor, item: Item) -> list[Statement]:
    """What sources say of it: nothing as long as the viewer's own opinion has to be given blind."""
    if not may_see_opinions(actor, item):
        return []
    return list(Statement.objects.filter(item=item).order_by("source", "scheme"))
