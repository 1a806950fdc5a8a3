from seawall.core.actors import Actor, ActorKind
from seawall.core.errors import NotFound
from seawall.people.models import Agency, Staff


def actor_of(staff: Staff, *, fresh: bool = False) -> Actor:
    return Actor(ActorKind.STAFF, staff.id, staff.agency_id, staff.duties(), fresh, staff.name)


def public_agency() -> Agency:
    """The agency whose public door this node is."""
    agency = Agency.objects.filter(public_door=True).first()
    if agency is None:
        raise NotFound
    return agency
