"""Who is told of which suspect: a package for each person, to the agency of this node in the person's country or to an office elsewhere, and what
they answer. No office here exists."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.cases import COUNTS, INVESTIGATION, Suspect, Way
from seawall.demo.twin.suspects import Suspects
from seawall.demo.twin.team import INVESTIGATORS, LEAD, Team
from seawall.material.states import HandlingCode
from seawall.operations.actions import (
    address_referral,
    answer_referral,
    check_referral,
    draft_referrals,
    receive_referral,
    send_referral,
)
from seawall.operations.queries import one_operation_for
from seawall.operations.states import (
    BatchTerms,
    Grouping,
    OutcomeTerms,
    RecipientKind,
    RecipientTerms,
    ReferralOutcome,
)

if TYPE_CHECKING:
    from seawall.operations.models import Referral

DAY = timedelta(days=1)
BEGIN = 74 * DAY
# How long an office may take, and what it answers; one in four has not answered yet.
ANSWER_DAYS = 30
ANSWERS = (
    *(ReferralOutcome.USED,) * 4,
    *(ReferralOutcome.NOTHING, ReferralOutcome.ARRESTED, ReferralOutcome.SAFEGUARDED),
)
WAITING = 0.25


class Referring:
    def __init__(
        self, timeline: Timeline, team: Team, operation_id: str, suspects: Suspects, *, seed: int
    ) -> None:
        self._timeline, self._team, self._operation_id = timeline, team, operation_id
        self._suspects, self._random = suspects, Random(f"{seed}/referring")

    def tell(self, suspects: Sequence[Suspect], number: int) -> None:
        """Of those against whom somebody is to work; a few each day."""
        chosen = [one for one in suspects if INVESTIGATION in COUNTS[one.way]][:number]
        for place, one in enumerate(chosen):
            at = self._timeline.now + BEGIN + (place % 30 + self._random.random()) * DAY
            self._timeline.plan(at, partial(self._refer, one))

    def _refer(self, one: Suspect) -> None:
        lead = self._team.lead
        operation = one_operation_for(lead, self._operation_id)
        terms = BatchTerms(
            (self._suspects.noted[one.person].code,), grouping=Grouping.PERSON, days=ANSWER_DAYS
        )
        [referral] = draft_referrals(operation, terms, actor=lead)
        there = one.country in INVESTIGATORS and one.country != LEAD
        if not there:
            referral = address_referral(referral, _office(one), actor=lead)
        referral, _ticket = send_referral(check_referral(referral, actor=lead), actor=lead)
        receiver = self._team.investigator(one.country)
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


def _office(one: Suspect) -> RecipientTerms:
    """By telephone: what it answers, the lead notes. Of a minor only the office that is named may hear."""
    name, contact = f"National police office {one.country}", "desk@police.example"
    handling = HandlingCode.RED if one.way is Way.YOUTH else HandlingCode.AMBER_STRICT
    return RecipientTerms(RecipientKind.POLICE, handling, name=name, contact=contact, days=ANSWER_DAYS)
