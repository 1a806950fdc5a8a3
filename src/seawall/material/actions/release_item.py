from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import ItemReleased
from seawall.material.models import Item
from seawall.material.turns import touch


@action
def release_item(item: Item, *, actor: Actor) -> Item:
    """Let a quarantined item match again: a person has looked, and the many matches are right. It is not quarantined by
    itself a second time; where they were wrong its entries are withdrawn instead."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not policy.may_release(actor, item):
        raise Refused
    if item.quarantined_at is None:
        raise WrongState(_("This item is not in quarantine any more."))
    item.quarantined_at, item.released_at, item.released_by_id = None, clock.now(), actor.id
    item.save(update_fields=["quarantined_at", "released_at", "released_by", "changed_at"])
    touch(item)
    record("material.released", actor=actor, subject=item, matches=item.flood)
    announce(ItemReleased(owner_id=item.owner_id, item_id=item.id))
    return item
