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
from seawall.material.states import MAY_BE_ASSESSED, Labels
from seawall.people.actions import note_exposure
from seawall.people.states import Severity


@action
def assess(item: Item, labels: Labels, *, actor: Actor) -> Opinion:
    """Say what the item is: the first opinion, or the second, given blind. A changed mind is `revise`."""
    # Lock the item: two analysts may hold it at the same time, and the second opinion decides what is shared.
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not policy.may_assess(actor, item):
        raise Refused
    if item.state not in MAY_BE_ASSESSED:
        raise WrongState(_("Two opinions on this item exist. A reviewer settles it where they differ."))
    opinion = add_opinion(item, labels, actor)
    news = settling.settle(item)
    note_exposure(actor=actor, severity=Severity.HEAVY, what="material.assess")
    record("material.assessed", actor=actor, subject=item, opinion=opinion.id, state=item.state)
    announce(ItemAssessed(owner_id=item.owner_id, item_id=item.id, opinion_id=opinion.id))
    for event in news:
        announce(event)
    return opinion
