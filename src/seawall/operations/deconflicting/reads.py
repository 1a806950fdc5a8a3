"""Measures for who plans them and for the lead; clashes for who has to answer them, and of the other side a pointer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.identification.states import Pointer
from seawall.operations import policy, scope
from seawall.operations.deconflicting.states import STANDING, Reply
from seawall.operations.models import Clash, Measure, Operation


@dataclass(frozen=True, slots=True)
class Told:
    """All that an agency learns of another one's measure."""

    id: str
    measure_id: str
    begins_at: datetime
    reply: Reply
    pointer: Pointer
    their_reply: Reply


def measures_for(actor: Actor) -> QuerySet[Measure]:
    if not policy.may_see(actor):
        raise Refused
    mine = Measure.objects.filter(scope.work_of(actor.agency_id))
    return mine.select_related("operation", "owner", "account", "site")


def measures_in(actor: Actor, operation: Operation) -> QuerySet[Measure]:
    return measures_for(actor).filter(operation=operation)


def measures_to_come(actor: Actor) -> QuerySet[Measure]:
    """Of the viewer's agency and of operations that it leads, what is not over yet, the next to begin on top."""
    standing = measures_for(actor).filter(state__in=STANDING, ends_at__gt=clock.now())
    mine = Clash.objects.filter(owner_id=actor.agency_id, reply=Reply.NONE, over_at=None)
    waits = mine.filter(measure_id=OuterRef("pk"))
    return standing.annotate(waits=Exists(waits)).order_by("begins_at", "id")


def one_measure_for(actor: Actor, measure_id: str) -> Measure:
    measure = measures_for(actor).filter(pk=checked_id(measure_id, "mea")).first()
    if measure is None:
        raise NotFound
    return measure


def one_clash_for(actor: Actor, clash_id: str) -> Clash:
    if not policy.may_see(actor):
        raise Refused
    mine = Clash.objects.filter(owner_id=actor.agency_id, pk=checked_id(clash_id, "csh"))
    clash = mine.select_related("measure").first()
    if clash is None:
        raise NotFound
    return clash


def clashes_of(actor: Actor, measure: Measure) -> Sequence[Told]:
    """Of a measure of the viewer's own agency; the lead of an operation does not answer for another agency."""
    return _told(_open(actor).filter(measure=measure))


def clashes_for(actor: Actor, most: int) -> Sequence[Told]:
    """Those that wait for the answer of the viewer's agency, the soonest measure first."""
    return _told(_open(actor).filter(reply=Reply.NONE)[:most])


def measure_to_warn(actor: Actor, measure_id: str) -> Measure:
    """For the node itself."""
    measure = Measure.objects.filter(owner_id=actor.agency_id, pk=measure_id).first()
    if measure is None or not policy.may_warn(actor, measure):
        raise NotFound
    return measure


def _open(actor: Actor) -> QuerySet[Clash]:
    if not policy.may_see(actor):
        raise Refused
    mine = Clash.objects.filter(owner_id=actor.agency_id, over_at=None)
    return mine.select_related("measure", "other__owner").order_by("measure__begins_at", "id")


def _told(found: QuerySet[Clash]) -> list[Told]:
    clashes = list(found)
    sides = Clash.objects.filter(measure_id__in=[one.other_id for one in clashes])
    replies = {(one.measure_id, one.other_id): Reply(one.reply) for one in sides}
    return [
        Told(
            id=one.id,
            measure_id=one.measure_id,
            begins_at=one.measure.begins_at,
            reply=Reply(one.reply),
            pointer=Pointer(one.other.owner.name, one.other.owner.country, one.other.contact),
            their_reply=replies.get((one.other_id, one.measure_id), Reply.NONE),
        )
        for one in clashes
    ]
