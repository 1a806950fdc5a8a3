from datetime import timedelta

from django.db.models import QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Claim
from seawall.identification.states import ENDING_SOON_DAYS, ClaimEnd


def claims_due() -> list[Claim]:
    """For the node itself: over, and not yet ended."""
    return list(Claim.objects.filter(end=ClaimEnd.RUNNING, expires_at__lte=clock.now()).order_by("id"))


def claims_of_person(owner_id: str, staff_id: str) -> list[Claim]:
    held = Claim.objects.filter(owner_id=owner_id, by_id=staff_id, end=ClaimEnd.RUNNING)
    return list(held.order_by("id"))


def claims_ending_for(actor: Actor) -> QuerySet[Claim]:
    """The viewer's own that end within days; the next first."""
    if not policy.may_see(actor):
        raise Refused
    soon = clock.now() + timedelta(days=ENDING_SOON_DAYS)
    mine = Claim.objects.filter(
        owner_id=actor.agency_id, by_id=actor.id, end=ClaimEnd.RUNNING, expires_at__range=(clock.now(), soon)
    )
    return mine.select_related("series").order_by("expires_at")
