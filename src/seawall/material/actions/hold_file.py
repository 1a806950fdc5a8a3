from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.material import policy
from seawall.material.models import Holding, Item

if TYPE_CHECKING:
    from seawall.people.models import Agency


@action
def hold_file(item: Item, *, agency: "Agency", evidence_number: str, actor: Actor) -> Holding:
    """Note which agency lawfully holds the file and where to find it there. The file itself never comes here."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not policy.may_hold(actor, item):
        raise Refused
    number = evidence_number.strip()
    if not number or len(number) > 80:
        raise Invalid({"evidence_number": _("Give the evidence number, at most 80 letters long.")})
    holding, new = Holding.objects.get_or_create(
        owner_id=item.owner_id, item=item, agency=agency, evidence_number=number
    )
    if new:
        record("material.held", actor=actor, subject=item, holding=holding.id, agency=agency.id)
    return holding
