"""Series of items that were never anything but numbers, and the children in them: each agency's specialist keeps those of its country."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from random import Random

from seawall.core.actors import Actor
from seawall.demo.past.clues import plan_clues
from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.cases import Rung, Series
from seawall.demo.ring.personas import Child
from seawall.demo.twin.team import LEAD, Team
from seawall.identification.actions import (
    BodyTerms,
    ClaimTerms,
    add_body,
    add_victim,
    claim_series,
    merge_series,
    name_body,
    open_series,
    step_victim,
)
from seawall.identification.queries import bodies_for, one_series_for, victim_for
from seawall.identification.states import Ground, Sex, Step, VictimState
from seawall.material.actions import take_arrivals
from seawall.material.states import AgeBand, Arrival, GivenFingerprint
from seawall.operations.actions import name_series
from seawall.operations.queries import one_operation_for

DAY = timedelta(days=1)
AGES = (AgeBand.PRESCHOOL, AgeBand.PRIMARY, AgeBand.EARLY_TEENS)
# Series of other work of the lead's specialist, in no operation: children who are still sought.
SOUGHT = 6
CONTACT, BODY = "+49 30 555 0142", "Haus der Kinder"
# In what order the rungs are taken, how many days after the series was opened, and on what ground.
STEPS = (
    (VictimState.COUNTRY_KNOWN, 4, Ground.WORK),
    (VictimState.IDENTIFIED, 11, Ground.AGENCY),
    (VictimState.SAFEGUARDED, 24, Ground.PROTECTION),
)
REACHED = {Rung.COUNTRY_KNOWN: 1, Rung.IDENTIFIED: 2, Rung.SAFEGUARDED: 3}


class Children:
    """`kept`: of each child of the plan the victim kept here."""

    def __init__(self, timeline: Timeline, team: Team, operation_id: str, *, seed: int) -> None:
        self._timeline, self._team, self._operation_id = timeline, team, operation_id
        self._random = Random(f"{seed}/children")
        self._opened: list[str] = []
        self.kept: dict[Child, str] = {}

    def come(self, series: Sequence[Series]) -> None:
        for place, one in enumerate(series):
            at = self._timeline.now + self._random.uniform(6, 66) * DAY
            self._timeline.plan(at, partial(self._open, place, one))
        for number in range(SOUGHT):
            self._timeline.plan(self._timeline.now + (20 + 9 * number) * DAY, partial(self._seek, number))
        self._timeline.plan(self._timeline.now + 80 * DAY, self._merge)

    def _open(self, place: int, one: Series) -> None:
        actor = self._team.specialist(one.country)
        series = open_series(self._videos(one.videos, actor), actor=actor)
        name_series(one_operation_for(self._team.lead, self._operation_id), series.code, actor=actor)
        for number, rung in enumerate(one.rungs):
            victim = self.kept[place, number] = self._child(series.id, actor)
            for state, days, ground in STEPS[: REACHED[rung]]:
                step = Step(state, ground, one.country)
                at = self._timeline.now + (days + self._random.random()) * DAY
                self._timeline.plan(at, partial(self._step, victim, step, actor))
        if Rung.COUNTRY_KNOWN in one.rungs:
            self._claim(series.id, actor)
        if one.country == LEAD and len(self._opened) < 2:
            self._opened.append(series.id)

    def _seek(self, number: int) -> None:
        """Who the child is and where, nobody knows yet."""
        actor = self._team.specialist(LEAD)
        series = open_series(self._videos(4 + number, actor), actor=actor)
        self._child(series.id, actor)
        plan_clues(self._timeline, series.id, actor)
        if number % 2:
            self._timeline.plan(self._timeline.end - 9 * DAY, partial(self._claim, series.id, actor))

    def _videos(self, number: int, actor: Actor) -> list[str]:
        arrivals = [
            Arrival((self._fingerprint("sha256", 64), self._fingerprint("md5", 32))) for _ in range(number)
        ]
        return [one.item_id for one in take_arrivals(arrivals, actor=actor)]

    def _fingerprint(self, kind: str, letters: int) -> GivenFingerprint:
        return GivenFingerprint.read(kind, f"{self._random.getrandbits(4 * letters):0{letters}x}")

    def _child(self, series_id: str, actor: Actor) -> str:
        age, sex = self._random.choice(AGES), self._random.choice(list(Sex))
        return add_victim(one_series_for(actor, series_id), age=age, sex=sex, actor=actor).id

    def _step(self, victim_id: str, step: Step, actor: Actor) -> None:
        victim = victim_for(actor, victim_id)
        if step.state is VictimState.SAFEGUARDED:
            body = bodies_for(actor).filter(country=step.country).first()
            body = body or add_body(BodyTerms(f"{BODY} {step.country}", step.country, CONTACT), actor=actor)
            name_body(victim, body, next_on=self._next_check(), actor=actor)
        step_victim(victim, step, actor=actor)

    def _next_check(self) -> date:
        """Of a few it is overdue when the demonstration begins."""
        coming = self._timeline.end + self._random.uniform(-2, 60) * DAY
        return max(coming, self._timeline.now + DAY).date()

    def _claim(self, series_id: str, actor: Actor) -> None:
        claim_series(one_series_for(actor, series_id), ClaimTerms(CONTACT, 90), actor=actor)

    def _merge(self) -> None:
        """Both were named to the operation: their children and items count once, as before."""
        actor = self._team.specialist(LEAD)
        if len(self._opened) == 2:
            one, other = (one_series_for(actor, series_id) for series_id in self._opened)
            merge_series(one, other, words="The same room.", actor=actor)
