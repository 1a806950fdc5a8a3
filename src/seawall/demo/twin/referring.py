"""Which country is told of which suspect: a package for each person, main offenders included."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial
from random import Random

from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.cases import COUNTS, INVESTIGATION, Suspect
from seawall.demo.twin.sending import ANSWER_DAYS, Sending
from seawall.demo.twin.suspects import Suspects
from seawall.demo.twin.team import Team
from seawall.operations.actions import draft_referrals
from seawall.operations.queries import one_operation_for
from seawall.operations.states import BatchTerms, Grouping

DAY = timedelta(days=1)
BEGIN = 74 * DAY


class Referring:
    def __init__(
        self, timeline: Timeline, team: Team, operation_id: str, suspects: Suspects, *, seed: int
    ) -> None:
        self._timeline, self._team, self._operation_id = timeline, team, operation_id
        self._suspects, self._random = suspects, Random(f"{seed}/referring")
        self._sending = Sending(timeline, team, self._random)

    def tell(self, suspects: Sequence[Suspect], runners: Collection[str], number: int) -> None:
        """Of those against whom somebody is to work, and at last of the main offenders, with the personas that they ran; a few each day."""
        main = [one for one in suspects if one.person in runners]
        worked_on = [one for one in suspects if INVESTIGATION in COUNTS[one.way]]
        chosen = [*worked_on[: max(number - len(main), 0)], *main]
        for place, one in enumerate(chosen):
            at = self._timeline.now + BEGIN + (place % 30 + self._random.random()) * DAY
            self._timeline.plan(at, partial(self._refer, one))

    def _refer(self, one: Suspect) -> None:
        operation = one_operation_for(self._team.lead, self._operation_id)
        persons = (self._suspects.noted[one.person].code,)
        terms = BatchTerms(persons, grouping=Grouping.PERSON, days=ANSWER_DAYS)
        [draft] = draft_referrals(operation, terms, actor=self._team.lead)
        self._sending.send(draft)
