from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material import policy
from seawall.material.models import Item
from seawall.material.states import ItemState


@action
def ask_second_opinion(item: Item, *, actor: Actor) -> Item:
    """Put the item before a second person, who will not see the first opinion before giving her own."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not policy.may_ask_second_opinion(actor, item):
        raise Refused
    if item.state != ItemState.ASSESSED:
        raise WrongState(_("A second opinion is asked for an item that has exactly one."))
    item.second_opinion_asked_at = item.second_opinion_asked_at or clock.now()
    item.save(update_fields=["second_opinion_asked_at", "changed_at"])
    record("material.second_opinion_asked", actor=actor, subject=item)
    return item
