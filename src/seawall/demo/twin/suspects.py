"""Suspects, each taken as far up the ladder as the truth says, by the agency of their country; arrests in all countries on one day."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.cases import Suspect, Way
from seawall.demo.rungs import take_back, take_step
from seawall.demo.twin.lists import Ids
from seawall.demo.twin.team import Team
from seawall.operations.actions import correct_person, merge_persons, note_person
from seawall.operations.queries import one_operation_for
from seawall.operations.states import PersonState, PersonTerms

if TYPE_CHECKING:
    from seawall.operations.models import Person

DAY = timedelta(days=1)
ACTION_DAY = 91 * DAY
S = PersonState
ARRESTED = ((S.INVESTIGATED, 3), (S.IDENTIFIED, 8), (S.ARRESTED, None))
# The rungs of each way, with the days after the person was noted; none: on the day of action, and what has a day after that.
WAYS: dict[Way, tuple[tuple[PersonState, int | None], ...]] = {
    Way.NOTED: (),
    Way.ENDED: ((S.INVESTIGATED, 3), (S.DISCONTINUED, 18)),
    Way.INVESTIGATED: ((S.INVESTIGATED, 3),),
    Way.IDENTIFIED: ((S.INVESTIGATED, 3), (S.IDENTIFIED, 8)),
    Way.YOUTH: ((S.INVESTIGATED, 3), (S.IDENTIFIED, 8), (S.YOUTH_SERVICE, 14)),
    Way.TAKEN_BACK: ARRESTED,
    Way.ARRESTED: ARRESTED,
    Way.CHARGED: (*ARRESTED, (S.CHARGED, None)),
    Way.CONVICTED: (*ARRESTED, (S.CHARGED, None), (S.CONVICTED, None)),
}
# Days after the day of action.
AFTERWARDS = {S.ARRESTED: 0.0, S.CHARGED: 5.0, S.CONVICTED: 17.0}
TAKEN_BACK = 2


class Suspects:
    """`ids`: of the accounts; `noted`: of each person of the truth the person kept here."""

    def __init__(self, timeline: Timeline, team: Team, operation_id: str, ids: Ids, *, seed: int) -> None:
        self._timeline, self._team, self._operation_id, self._ids = timeline, team, operation_id, ids
        self._random = Random(f"{seed}/noted")
        self.noted: dict[str, Person] = {}

    def come(self, suspects: Sequence[Suspect], merged: int) -> None:
        begin = self._timeline.now
        for one in suspects:
            at = begin + self._random.uniform(9, 66) * DAY
            self._timeline.plan(at, partial(self._note, one))
            for state, days in WAYS[one.way]:
                soon = self._random.random() / 4
                then = (
                    at + (days + soon) * DAY
                    if days
                    else begin + ACTION_DAY + (AFTERWARDS[state] + soon) * DAY
                )
                self._timeline.plan(then, partial(self._step, one, state))
            if one.way is Way.TAKEN_BACK:
                self._timeline.plan(begin + ACTION_DAY + TAKEN_BACK * DAY, partial(self._take_back, one))
        only_noted = [one for one in suspects if one.way is Way.NOTED][:merged]
        for one in only_noted:
            self._timeline.plan(begin + 70 * DAY, partial(self._note_again, one))

    def actor_for(self, one: Suspect) -> Actor:
        return self._team.investigator(one.country)

    def _note(self, one: Suspect) -> None:
        actor = self.actor_for(one)
        operation = one_operation_for(actor, self._operation_id)
        # Another agency sees an account where the list says that it is of its country; else it begins with the country alone.
        first = one.accounts[0]
        sees = actor == self._team.lead or first.country == one.country
        account = self._ids[first.site, first.handle] if sees else ""
        self.noted[one.person] = note_person(
            operation, PersonTerms(one.country, account_id=account), actor=actor
        )

    def _step(self, one: Suspect, state: PersonState) -> None:
        actor, person = self.actor_for(one), self.noted[one.person]
        if state is S.YOUTH_SERVICE:
            correct_person(person, one.country, youth=True, words="The papers say so.", actor=actor)
        take_step(person, state, actor=actor)

    def _take_back(self, one: Suspect) -> None:
        words = "It was somebody else of the same household."
        take_back(self.noted[one.person], S.IDENTIFIED, words, actor=self.actor_for(one))

    def _note_again(self, one: Suspect) -> None:
        """Somebody else had noted the same person; nobody counts twice."""
        lead = self._team.lead
        operation = one_operation_for(lead, self._operation_id)
        again = note_person(operation, PersonTerms(one.country), actor=lead)
        merge_persons(again, self.noted[one.person], words="The same person, noted twice.", actor=lead)
