from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy, settling
from seawall.material.events import ItemAssessed
from seawall.material.models import Item, Opinion
from seawall.material.opinions import add_opinion
from seawall.material.states import ItemState, Labels
from seawall.people.actions import note_exposure
from seawall.people.states import Severity


@action
def settle(item: Item, labels: Labels, *, actor: Actor) -> Opinion:
    """Give the reviewer's opinion on a disputed item. It is given blind too, and decides only by making a majority."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not policy.may_settle(actor, item):
        raise Refused
    if item.state != ItemState.DISPUTED:
        raise WrongState(_("This item is not disputed any more."))
    opinion = add_opinion(item, labels, actor)
    news = settling.settle(item)
    note_exposure(actor=actor, severity=Severity.HEAVY, what="material.settle")
    record("material.settled", actor=actor, subject=item, opinion=opinion.id, state=item.state)
    announce(ItemAssessed(owner_id=item.owner_id, item_id=item.id, opinion_id=opinion.id))
    for event in news:
        announce(event)
    return opinion
