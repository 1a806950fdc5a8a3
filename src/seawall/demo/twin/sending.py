"""A referral that a specialist or an investigator drafted leaves: to the agency of this node in its country or to an office elsewhere, which take it and
answer; suspects of the lead's own country are handed over to its local police. No office here exists."""

from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.demo.twin.team import INVESTIGATORS, LEAD, Team
from seawall.material.states import HandlingCode
from seawall.operations.actions import (
    address_referral,
    answer_referral,
    check_referral,
    receive_referral,
    send_referral,
)
from seawall.operations.states import OutcomeTerms, RecipientKind, RecipientTerms, ReferralOutcome

if TYPE_CHECKING:
    from seawall.operations.models import Referral

DAY = timedelta(days=1)
# How long an office may take, and what it answers; one in four has not answered yet.
ANSWER_DAYS = 30
ANSWERS = (
    *(ReferralOutcome.USED,) * 4,
    *(ReferralOutcome.NOTHING, ReferralOutcome.ARRESTED, ReferralOutcome.SAFEGUARDED),
)
WAITING = 0.25
LOCAL = "Polizeidirektion Musterstadt"


class Sending:
    def __init__(self, timeline: Timeline, team: Team, random: Random) -> None:
        self._timeline, self._team, self._random = timeline, team, random

    def send(self, draft: "Referral") -> None:
        lead, country = self._team.lead, draft.country
        there = country in INVESTIGATORS and country != LEAD
        if not there:
            draft = address_referral(draft, _office(draft), actor=lead)
        referral, _ticket = send_referral(check_referral(draft, actor=lead), actor=lead)
        receiver = self._team.investigator(country)
        after = self._timeline.now + (1 + self._random.random()) * DAY
        if there:
            self._timeline.plan(after, partial(self._receive, referral, receiver))
        if self._random.random() >= WAITING:
            outcome = self._random.choice(ANSWERS)
            after += self._random.uniform(2, 20) * DAY
            self._timeline.plan(after, partial(self._answer, referral, outcome, receiver))

    def _receive(self, referral: "Referral", actor: Actor) -> None:
        receive_referral(referral, actor=actor)

    def _answer(self, referral: "Referral", outcome: ReferralOutcome, actor: Actor) -> None:
        answer_referral(referral, OutcomeTerms(outcome), actor=actor)


def _office(draft: "Referral") -> RecipientTerms:
    """By telephone: what it answers, the lead notes. Of a minor it is told under the strictest code alone."""
    is_minor = draft.persons.filter(youth=True).exists()
    return RecipientTerms(
        RecipientKind.POLICE,
        HandlingCode.RED if is_minor else HandlingCode.AMBER_STRICT,
        name=LOCAL if draft.country == LEAD else f"National police office {draft.country}",
        contact="desk@police.example",
        days=ANSWER_DAYS,
    )
