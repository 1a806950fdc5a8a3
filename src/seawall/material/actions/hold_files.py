from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record_each
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.ids import new_ids
from seawall.core.many_rows import insert_rows
from seawall.material import policy
from seawall.material.models import Holding, Item

NUMBER = "evidence_number"


@action
def hold_files(item_ids: Sequence[str], evidence_number: str, *, actor: Actor) -> int:
    """Note that the actor's agency holds the files of all these items under one evidence number, as `hold_file` does for one; how many
    of them were not noted so before."""
    items = list(Item.objects.select_for_update().filter(pk__one_of=item_ids).order_by("id"))
    if len(items) < len(set(item_ids)) or not all(policy.may_hold(actor, item) for item in items):
        raise Refused
    number = evidence_number.strip()
    if not number or len(number) > 80:
        raise Invalid({NUMBER: _("Give the evidence number, at most 80 letters long.")})
    agency_id = actor.agency_id
    known = Holding.objects.filter(item_id__one_of=item_ids, agency_id=agency_id, evidence_number=number)
    held = set(known.values_list("item_id", flat=True))
    new = [item.id for item in items if item.id not in held]
    rows = list(zip(new_ids("hld", len(new)), new, strict=True))
    same = {"owner_id": agency_id, "agency_id": agency_id, NUMBER: number}
    insert_rows(Holding, ("id", "item_id"), rows, **same)
    facts = [(item_id, {"holding": holding_id, "agency": agency_id}) for holding_id, item_id in rows]
    record_each("material.held", facts, actor=actor)
    return len(new)
