from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.arrivals import plan_of, same_items
from seawall.material.models import Item, Statement, Trait
from seawall.material.queries.items import items_for, may_see_opinions
from seawall.material.states import Arrival, Arrived, KeyedArrival, Source, TraitKind, keyed

# A source's series may be larger than what anybody would look through.
MOST_TOGETHER = 500


def arrivals_for(
    actor: Actor, arrivals: Sequence[Arrival | KeyedArrival], source: Source | None = None
) -> list[Arrived]:
    """What `take_arrivals` would make of them now; nothing is changed."""
    if not policy.may_register(actor):
        raise Refused
    asked = keyed(arrivals)
    same = same_items(asked, actor.agency_id, source)
    here = items_for(actor).filter(pk__one_of=same).values_list("pk", flat=True)
    return plan_of(asked, list(here), source).arrived()


def statements_for(actor: Actor, item: Item) -> list[Statement]:
    """What sources say of it: nothing as long as the viewer's own opinion has to be given blind."""
    if not may_see_opinions(actor, item):
        return []
    return list(Statement.objects.filter(item=item).order_by("source", "scheme"))


def items_said_together_for(actor: Actor, item_ids: Collection[str]) -> list[tuple[str, str]]:
    """Each with another item of the agency that the same source puts into a series of the same name. The name is told to nobody: it may
    be a child's."""
    standing = Statement.objects.filter(item__in=items_for(actor), withdrawn_at__isnull=True)
    return _together(standing.exclude(series_key=""), "series_key", item_ids)


def items_sharing_for(actor: Actor, kind: TraitKind, item_ids: Collection[str]) -> list[tuple[str, str]]:
    """Each with another item of the agency that was taken with the same device, or has the same place tag at the same source. Which device
    or place it is, is told to nobody."""
    standing = Trait.objects.filter(
        kind=kind, item__in=items_for(actor), statement__withdrawn_at__isnull=True
    )
    return _together(standing, "key", item_ids)


def _together(
    standing: "QuerySet[Statement] | QuerySet[Trait]", column: str, item_ids: Collection[str]
) -> list[tuple[str, str]]:
    """Each of these items with another one that has the same value in this column."""
    first: dict[str, str] = {}
    named = standing.filter(item_id__in=item_ids)
    for key, item_id in named.order_by("item_id").values_list(column, "item_id"):
        first.setdefault(key, item_id)
    others = standing.filter(**{f"{column}__in": first}).exclude(item_id__in=item_ids)
    found = others.order_by("item_id").values_list(column, "item_id")
    return [(first[key], other) for key, other in found[:MOST_TOGETHER]]
