"""Reads, always for a viewer. A foreign and an unknown id give the same answer: there is nothing."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from seawall.approvals import policy
from seawall.approvals.deeds import deed_named as deed_named
from seawall.approvals.deeds import name_deeds as name_deeds
from seawall.approvals.models import Approval
from seawall.approvals.states import LIVE, ApprovalState, Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id

# An agency's open questions are read one by one, since each domain's own policy says who may answer.
MOST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What will happen, in the reader's language."""

    title: str
    lines: tuple[Line, ...]
    page: str


def _in_agency(actor: Actor) -> QuerySet[Approval]:
    return Approval.objects.filter(owner_id=actor.agency_id).select_related("proposed_by", "decided_by")


def approval_for(actor: Actor, approval_id: str) -> Approval:
    """Errors: Refused, NotFound."""
    found = _in_agency(actor).filter(pk=checked_id(approval_id, "apv")).first()
    if found is None:
        raise NotFound
    if not policy.may_see(actor, found):
        raise Refused
    return found


def waiting_for(actor: Actor) -> list[Approval]:
    """What this person may approve or refuse; what ends first comes first."""
    if not policy.is_staff(actor):
        raise Refused
    open_ones = _in_agency(actor).filter(state=ApprovalState.OPEN, expires_at__gt=clock.now())
    others = open_ones.exclude(proposed_by_id=actor.id).order_by("expires_at", "id")[:MOST]
    return [one for one in others if policy.may_decide(actor, one)]


def proposed_by(actor: Actor) -> QuerySet[Approval]:
    """The actor's own, the newest first."""
    if not policy.is_staff(actor):
        raise Refused
    return _in_agency(actor).filter(proposed_by_id=actor.id).order_by("-id")


def live_for(actor: Actor, deed: str, about: str) -> Approval | None:
    """What this person has proposed of the record and can still come to something: for the record's own page."""
    mine = proposed_by(actor).filter(deed=deed, about=about, state__in=LIVE, expires_at__gt=clock.now())
    return mine.first()


def approvals_due() -> QuerySet[Approval]:
    """For the node itself: whose time is over."""
    return Approval.objects.filter(state__in=LIVE, expires_at__lte=clock.now()).order_by("id")


def told(approval: Approval) -> Told:
    deed = deed_named(approval.deed)
    if deed is None:
        return Told(_("A deed of another version"), (), "")
    return Told(str(deed.words), tuple(deed.lines(approval.shown)), deed.page(approval.about))
