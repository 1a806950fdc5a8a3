"""Children whose protection somebody has to ask after, of the viewer's agency."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import ProtectionBody, Safeguarding, SafeguardingStep, Victim
from seawall.identification.safeguarding.words import COMING_DAYS, Finding
from seawall.identification.states import VictimState


def bodies_for(actor: Actor) -> QuerySet[ProtectionBody]:
    if not policy.may_see(actor):
        raise Refused
    return ProtectionBody.objects.filter(owner_id=actor.agency_id).order_by("country", "name")


def care_of(victim: Victim) -> Safeguarding | None:
    """Of a victim that the viewer was let to."""
    return Safeguarding.objects.filter(victim=victim).select_related("body").first()


def care_steps_of(victim: Victim) -> QuerySet[SafeguardingStep]:
    """The newest first."""
    steps = SafeguardingStep.objects.filter(safeguarding__victim=victim)
    return steps.select_related("by", "body").order_by("-id")


def checks_overdue_for(actor: Actor) -> QuerySet[Safeguarding]:
    """The oldest day first."""
    return _asked_after(actor).filter(next_on__lte=clock.now().date())


def checks_coming_for(actor: Actor) -> QuerySet[Safeguarding]:
    today = clock.now().date()
    return _asked_after(actor).filter(next_on__gt=today, next_on__lte=today + timedelta(days=COMING_DAYS))


def _asked_after(actor: Actor) -> QuerySet[Safeguarding]:
    if not policy.may_see(actor):
        raise Refused
    mine = Safeguarding.objects.filter(owner_id=actor.agency_id, victim__series__isnull=False)
    return mine.select_related("victim", "body").order_by("next_on", "id")


def unprotected_for(actor: Actor) -> QuerySet[Victim]:
    """Safeguarded by the ladder, with no body in charge: from before one had to be named, or its file was closed."""
    if not policy.may_see(actor):
        raise Refused
    mine = Victim.objects.filter(owner_id=actor.agency_id, series__isnull=False)
    nobody = Q(safeguarding__isnull=True) | Q(safeguarding__finding=Finding.ENDED)
    return mine.filter(nobody, state=VictimState.SAFEGUARDED).order_by("id")
