from collections.abc import Collection

from seawall.audit.actions import record_each
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Item, Statement
from seawall.material.states import Source


@action
def withdraw_statements(item_ids: Collection[str], source: Source, *, actor: Actor) -> int:
    """The source has taken back what it said of these items of one's own agency; how many statements that were. The items stay, and what
    people here have found: an opinion does not fall with somebody else's word."""
    if not policy.may_register(actor):
        raise Refused
    items = Item.objects.select_for_update().filter(owner_id=actor.agency_id, pk__in=item_ids)
    locked = list(items.order_by("id").values_list("pk", flat=True))
    standing = Statement.objects.filter(
        item_id__in=locked, source=source.name, scheme=source.scheme, withdrawn_at__isnull=True
    )
    found = dict(standing.values_list("pk", "item_id"))
    Statement.objects.filter(pk__in=found).update(withdrawn_at=clock.now(), changed_at=clock.now())
    record_each(
        "material.statement_withdrawn",
        [(item_id, {"statement": statement_id}) for statement_id, item_id in found.items()],
        actor=actor,
    )
    return len(found)
