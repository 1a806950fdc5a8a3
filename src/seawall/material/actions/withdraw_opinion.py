from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy, settling
from seawall.material.models import Item, Opinion
from seawall.material.opinions import withdraw


@action
def withdraw_opinion(opinion: Opinion, *, actor: Actor) -> Item:
    """Take one's own opinion back; what the others say is computed anew, and no later eye takes it for granted."""
    item = Item.objects.select_for_update().get(pk=opinion.item_id)
    opinion = Opinion.objects.get(pk=opinion.pk)
    if not policy.may_take_back(actor, opinion):
        raise Refused
    if not opinion.stands:
        raise WrongState(_("This opinion was withdrawn already."))
    withdraw(opinion)
    news = settling.settle(item)
    record("material.opinion_withdrawn", actor=actor, subject=item, opinion=opinion.id, state=item.state)
    for event in news:
        announce(event)
    return item
