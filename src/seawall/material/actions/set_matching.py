from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import MatchingSet
from seawall.material.models import List
from seawall.material.states import WIDEST_RADIUS, Stance
from seawall.material.turns import touch_list


@action
def set_matching(list: List, *, matching: bool, radius: int, stance: Stance, actor: Actor) -> List:
    """How a list is matched against: at all, up to which distance, and what it means to be on it."""
    list = List.objects.select_for_update().get(pk=list.pk)
    if not policy.may_set_matching(actor, list):
        raise Refused
    if not 0 <= radius <= WIDEST_RADIUS:
        raise Invalid({"radius": _("Give a whole number of bits from 0 to 31.")})
    if (list.matching, list.radius, list.stance) == (matching, radius, stance):
        return list
    list.matching, list.radius, list.stance = matching, radius, stance
    list.save(update_fields=["matching", "radius", "stance", "changed_at"])
    touch_list(list)
    record(
        "material.matching_set",
        actor=actor,
        subject=list,
        matching=matching,
        radius=radius,
        stance=stance.value,
    )
    announce(MatchingSet(owner_id=list.owner_id, list_id=list.id))
    return list
