"""Reading the trail, always only the viewer's own agency's chain."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from seawall.audit.chain import Fact
from seawall.audit.extract import rows_about
from seawall.audit.models import Line
from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.errors import Refused
from seawall.core.policy import has_duty

may_read_trail = has_duty(Duty.AUDITOR, Duty.DATA_PROTECTION)


@dataclass(frozen=True, slots=True)
class TrailLine:
    id: str
    seq: int
    at: datetime
    what: str
    actor_kind: str
    actor_id: str
    subject_id: str
    purpose: str
    facts: dict[str, Fact]


def trail_for(
    actor: Actor, *, before: int | None = None, about: str = "", by: str = "", most: int = 100
) -> list[TrailLine]:
    """For those whose duty is to look at the trail; the newest first, `before` a place in the chain."""
    if not may_read_trail(actor):
        raise Refused
    lines = _chain_of(actor).order_by("-seq")
    if about:
        lines = lines.filter(subject_id=about)
    if by:
        lines = lines.filter(actor_id=by)
    if before is not None:
        lines = lines.filter(seq__lt=before)
    return [_told(line) for line in lines[:most]]


def lines_about(actor: Actor, subject_ids: Collection[str]) -> list[TrailLine]:
    """What was done about these records at the viewer's agency, in order.

    For pages that show the records already: the caller has found them through a `_for(actor)` query.
    """
    lines = _chain_of(actor).filter(subject_id__in=list(subject_ids))
    return [_told(line) for line in lines.order_by("seq")]


def lines_about_before(
    actor: Actor,
    subject_ids: Collection[str],
    moment: datetime | None,
    *,
    leave_out: Collection[str],
    most: int,
) -> list[TrailLine]:
    """The newest first, of so many as one page takes and without some deeds; under the same condition as `lines_about`."""
    lines = _chain_of(actor).filter(subject_id__in=list(subject_ids)).exclude(what__in=list(leave_out))
    if moment is not None:
        lines = lines.filter(at__lt=moment)
    return [_told(line) for line in lines.order_by("-seq")[:most]]


def extract_about(actor: Actor, subject_ids: Collection[str]) -> str:
    """As `lines_about`, as JSON lines with the proof of each, for somebody who is not at this node."""
    if actor.kind is not ActorKind.STAFF or not actor.agency_id:
        raise Refused
    return "".join(rows_about(actor.agency_id, subject_ids))


def touched_by(actor: Actor, prefix: str, *, most: int = 20) -> list[str]:
    """Ids of the records of one kind that this person last did something about, the latest first."""
    mine = _chain_of(actor).filter(actor_id=actor.id, subject_id__startswith=f"{prefix}_")
    latest = mine.values("subject_id").annotate(last=Max("seq")).order_by("-last")
    return [row["subject_id"] for row in latest[:most]]


def _chain_of(actor: Actor) -> QuerySet[Line]:
    """Members of staff alone: nobody else has business in any chain."""
    if actor.kind is not ActorKind.STAFF or not actor.agency_id:
        raise Refused
    return Line.objects.filter(agency_id=actor.agency_id)


def _told(line: Line) -> TrailLine:
    said = json.loads(line.body)
    return TrailLine(
        id=line.id,
        seq=line.seq,
        at=line.at,
        what=line.what,
        actor_kind=said["actor"]["kind"],
        actor_id=line.actor_id,
        subject_id=line.subject_id,
        purpose=said["purpose"],
        facts=said["facts"],
    )
