"""What Dana's agency tells others of persons in its operation: an agency of this node, an office that answers with its return ticket, and one that
has not answered yet. No office here exists."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from seawall.core.actors import Actor
from seawall.demo.past.hands import actor_called
from seawall.demo.past.timeline import Timeline
from seawall.material.states import HandlingCode
from seawall.operations.actions import (
    address_referral,
    answer_referral,
    check_referral,
    draft_referrals,
    receive_referral,
    send_referral,
)
from seawall.operations.queries import one_operation_for, persons_to_refer
from seawall.operations.states import (
    BatchTerms,
    OutcomeTerms,
    RecipientKind,
    RecipientTerms,
    ReferralOutcome,
)

if TYPE_CHECKING:
    from seawall.operations.models import Referral

DAY = timedelta(days=1)
HERE, ANSWERING, WAITING = "NL", "FR", "SE"
SAID = "Two of them were known here; the third is new."


def plan_referrals(timeline: Timeline, operation_id: str) -> None:
    timeline.plan(timeline.end - 7 * DAY, partial(_refer, timeline, operation_id))


def _refer(timeline: Timeline, operation_id: str) -> None:
    dana = actor_called("dana")
    operation = one_operation_for(dana, operation_id)
    told = [
        one.code for one in persons_to_refer(dana, operation) if one.country in (HERE, ANSWERING, WAITING)
    ]
    for draft in draft_referrals(operation, BatchTerms(tuple(told)), actor=dana):
        # Of a country with one agency at this node the draft says already who gets it.
        addressed = draft if draft.kind else address_referral(draft, _office(draft.country), actor=dana)
        sent, _ticket = send_referral(check_referral(addressed, actor=dana), actor=dana)
        if sent.country == HERE:
            timeline.plan(timeline.now + DAY, partial(_receive, sent))
        if sent.country == ANSWERING:
            timeline.plan(timeline.now + 4 * DAY, partial(_answer, sent))


def _office(country: str) -> RecipientTerms:
    return RecipientTerms(
        RecipientKind.POLICE,
        HandlingCode.AMBER_STRICT,
        name=f"National police office {country}",
        contact="desk@police.example",
    )


def _receive(referral: "Referral") -> None:
    receive_referral(referral, actor=actor_called("joost"))


def _answer(referral: "Referral") -> None:
    """By the return ticket that was printed with the package."""
    ticket = Actor.recipient(referral.owner_id, referral.id)
    answer_referral(referral, OutcomeTerms(ReferralOutcome.USED, SAID), actor=ticket)
