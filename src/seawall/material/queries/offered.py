from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import List


def lists_offered_to(actor: Actor) -> list[tuple[str, str]]:
    """Ids and names of the own agency's lists, for whoever opens access keys to them; nothing of what is on them."""
    if not policy.may_offer_lists(actor):
        raise Refused
    return list(List.objects.filter(owner_id=actor.agency_id).order_by("name").values_list("id", "name"))
