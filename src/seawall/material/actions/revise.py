from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy, settling
from seawall.material.events import ItemAssessed
from seawall.material.models import Item, Opinion
from seawall.material.opinions import add_opinion, withdraw
from seawall.material.states import Labels


@action
def revise(opinion: Opinion, labels: Labels, *, actor: Actor) -> Opinion:
    """Change one's own mind: the old opinion is withdrawn and kept, the new one stands."""
    item = Item.objects.select_for_update().get(pk=opinion.item_id)
    opinion = Opinion.objects.get(pk=opinion.pk)
    if not policy.may_take_back(actor, opinion):
        raise Refused
    if not opinion.stands:
        raise WrongState(_("This opinion was withdrawn already."))
    withdraw(opinion)
    revised = add_opinion(item, labels, actor)
    news = settling.settle(item)
    record(
        "material.revised", actor=actor, subject=item, opinion=revised.id, before=opinion.id, state=item.state
    )
    announce(ItemAssessed(owner_id=item.owner_id, item_id=item.id, opinion_id=revised.id))
    for event in news:
        announce(event)
    return revised
