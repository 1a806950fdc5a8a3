"""Requests about clues and their tips: at the agency that asks, at the one that is asked, and at the public door."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import checked_id
from seawall.identification import policy
from seawall.identification.asking.keeping import RECEIPTS
from seawall.identification.asking.words import ASKED_BACK_DAYS, Audience, RequestState, TipState
from seawall.identification.models import Clue, ClueRequest, Invitation, Tip
from seawall.identification.queries.series import the


@dataclass(frozen=True, slots=True)
class ObjectCard:
    """All that anybody outside sees of a request."""

    id: str
    title: str
    words: str
    question: str
    closes_on: date


@dataclass(frozen=True, slots=True)
class TipReceipt:
    """What the giver of a tip hears of it: that it came, and whether it was weighed; never what it led to."""

    given_on: date
    weighed_on: date | None
    was_of_use: bool
    still_asked: bool


def requests_for(actor: Actor) -> QuerySet[ClueRequest]:
    """The agency's own, the newest first, with how many tips there are and wait."""
    if not policy.may_see(actor):
        raise Refused
    mine = ClueRequest.objects.filter(owner_id=actor.agency_id).select_related("clue", "asked")
    waiting = Count("tips", filter=Q(tips__state=TipState.NEW))
    return mine.annotate(tip_count=Count("tips"), waiting_count=waiting).order_by("-id")


def request_for(actor: Actor, request_id: str) -> ClueRequest:
    return the(requests_for(actor).filter(pk=checked_id(request_id, "crq")).select_related("by").first())


def requests_of(clue: Clue) -> QuerySet[ClueRequest]:
    """Of a clue that the viewer was let to; the newest first."""
    return clue.requests.order_by("-id")


def invitations_of(request: ClueRequest) -> QuerySet[Invitation]:
    """Of a request that the viewer was let to; the newest first."""
    return request.invitations.select_related("request", "by").order_by("-id")


def invitation_for(actor: Actor, invitation_id: str) -> Invitation:
    if not policy.may_see(actor):
        raise Refused
    mine = Invitation.objects.filter(owner_id=actor.agency_id, pk=checked_id(invitation_id, "inv"))
    return the(mine.select_related("request").first())


def requests_to_forget() -> QuerySet[ClueRequest]:
    """For the node itself: asked about no more for so long that nobody asks an expert back."""
    before = clock.now() - timedelta(days=ASKED_BACK_DAYS)
    is_past = Q(closed_at__lt=before) | Q(state=RequestState.RELEASED, closes_on__lt=before.date())
    answered = Invitation.objects.exclude(contact="").values("request_id")
    return ClueRequest.objects.filter(is_past, pk__in=answered).order_by("id")


def tips_of(request: ClueRequest) -> QuerySet[Tip]:
    """Of a request that the viewer was let to; those that wait first."""
    return request.tips.select_related("agency", "clue", "weighed_by").order_by("-state", "id")


def tip_for(actor: Actor, tip_id: str) -> Tip:
    if not policy.may_see(actor):
        raise Refused
    mine = Tip.objects.filter(owner_id=actor.agency_id, pk=checked_id(tip_id, "tip"))
    return the(mine.select_related("request__clue").first())


def requests_with_tips_for(actor: Actor) -> list[tuple[ClueRequest, int]]:
    """On which tips wait to be weighed, and how many."""
    if not policy.may_see(actor):
        raise Refused
    waiting = Tip.objects.filter(owner_id=actor.agency_id, state=TipState.NEW).values_list("request")
    counts = dict(waiting.annotate(number=Count("id")).order_by())
    found = ClueRequest.objects.filter(pk__in=counts).order_by("-id")
    return [(one, counts[one.id]) for one in found]


def cards_asked_of(actor: Actor) -> QuerySet[ClueRequest]:
    """What other agencies ask the viewer's; the one that closes next first."""
    if not policy.may_see(actor):
        raise Refused
    return _shown(Audience.AGENCY).filter(asked_id=actor.agency_id).select_related("owner")


def card_asked_of(actor: Actor, request_id: str) -> ClueRequest:
    return the(cards_asked_of(actor).filter(pk=checked_id(request_id, "crq")).first())


def own_tips_on(actor: Actor, request: ClueRequest) -> QuerySet[Tip]:
    """What the viewer's agency has answered, and what became of it."""
    return request.tips.filter(agency_id=actor.agency_id).select_related("by").order_by("-id")


def public_cards() -> list[ObjectCard]:
    """Of every agency of the node, as the public door shows them."""
    return [card_of(one) for one in _shown(Audience.PUBLIC)]


def public_request(request_id: str) -> ClueRequest:
    return the(_shown(Audience.PUBLIC).filter(pk=checked_id(request_id, "crq")).first())


def card_of(request: ClueRequest) -> ObjectCard:
    return ObjectCard(request.id, request.title, request.words, request.question, request.closes_on)


def tip_receipt_for(actor: Actor, code_typed: str) -> TipReceipt:
    """The tip behind a code; NotFound for every wrong one, after the same work."""
    if not policy.may_read_tip_receipt(actor):
        raise Refused
    hashed = RECEIPTS.hash_typed(code_typed)
    return receipt_of(
        the(Tip.objects.filter(receipt_hash=hashed).select_related("request").first() if hashed else None)
    )


def receipt_of(tip: Tip) -> TipReceipt:
    """Of a tip whose giver is at the door."""
    return TipReceipt(
        tip.created_at.date(),
        tip.weighed_at.date() if tip.weighed_at else None,
        tip.state == TipState.TAKEN,
        tip.request.is_shown,
    )


def _shown(audience: Audience) -> QuerySet[ClueRequest]:
    """As `ClueRequest.is_shown` says."""
    released = ClueRequest.objects.filter(audience=audience, state=RequestState.RELEASED)
    return released.filter(closes_on__gte=clock.now().date()).order_by("closes_on", "id")
