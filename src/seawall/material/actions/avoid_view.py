from django.db.models import F

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material import policy
from seawall.material.models import Item
from seawall.material.states import ItemState


@action
def avoid_view(item: Item, *, actor: Actor) -> None:
    """Count that something was decided by what is known of the item, so that nobody had to look again."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not policy.may_avoid_view(actor, item):
        raise Refused
    if item.state == ItemState.WAITING:
        raise WrongState
    Item.objects.filter(pk=item.pk).update(views_avoided=F("views_avoided") + 1)
    record("material.view_avoided", actor=actor, subject=item)
