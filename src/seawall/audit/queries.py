from collections.abc import Collection

from django.db.models import QuerySet

from seawall.audit.models import Line
from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.policy import has_duty

may_read_trail = has_duty(Duty.AUDITOR, Duty.DATA_PROTECTION)


def lines_for(actor: Actor, *, subject_id: str = "", actor_id: str = "") -> QuerySet[Line]:
    """The own agency's trail, newest first, for those whose duty is to look at it; nothing for anybody else."""
    if not may_read_trail(actor) or not actor.agency_id:
        return Line.objects.none()
    lines = Line.objects.filter(agency_id=actor.agency_id).order_by("-seq")
    if subject_id:
        lines = lines.filter(subject_id=subject_id)
    return lines.filter(actor_id=actor_id) if actor_id else lines


def timeline_of(actor: Actor, subject_ids: Collection[str]) -> QuerySet[Line]:
    """What was done about these records at the actor's agency, in order.

    For pages that show the records already: the caller has found them through a `_for(actor)` query.
    """
    if actor.kind is not ActorKind.STAFF or not actor.duties or not actor.agency_id:
        return Line.objects.none()
    return Line.objects.filter(agency_id=actor.agency_id, subject_id__in=list(subject_ids)).order_by("seq")
