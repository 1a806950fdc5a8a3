from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.material import policy
from seawall.material.models import List
from seawall.material.states import HandlingCode
from seawall.material.turns import next_turn


@action
def open_list(name: str, *, handling: HandlingCode, actor: Actor) -> List:
    if not policy.may_open_list(actor):
        raise Refused
    name = name.strip()
    if not name or len(name) > 80:
        raise Invalid({"name": _("Give the list a name of at most 80 letters.")})
    opened, new = List.objects.get_or_create(
        owner_id=actor.agency_id, name=name, defaults={"handling": handling, "turn": next_turn()}
    )
    if not new:
        raise Invalid({"name": _("There is a list of this name.")})
    record("material.list_opened", actor=actor, subject=opened, handling=handling.value)
    return opened
