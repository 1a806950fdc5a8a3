"""The fake profiles behind which main offenders reached children: the lead notes them, specialists say whom they reached, each country is told of its
own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.cases import Cases
from seawall.demo.ring.personas import Child, Persona
from seawall.demo.twin.children import Children
from seawall.demo.twin.lists import Ids
from seawall.demo.twin.sending import ANSWER_DAYS, Sending
from seawall.demo.twin.suspects import Suspects
from seawall.demo.twin.team import LEAD, Team
from seawall.identification.queries import victim_for
from seawall.operations.actions import (
    correct_persona,
    link_persona,
    note_persona,
    refer_persona,
    unlink_persona,
)
from seawall.operations.queries import one_account_for, one_operation_for
from seawall.operations.states import CountryTerms, PersonaTerms

if TYPE_CHECKING:
    from seawall.operations.models import Account, PersonaLink
    from seawall.operations.models import Persona as Kept

DAY = timedelta(days=1)
# From when on all suspects are noted and every child has a country, and within how many days after that.
BEGIN, WITHIN = 72 * DAY, 8
RUNS, TALKED = "Named in the answer of the provider.", "The two have talked; the provider kept when."


@dataclass(frozen=True, slots=True)
class Known:
    """What came before of those to whom personas lead."""

    ids: Ids
    suspects: Suspects
    children: Children


class Personas:
    def __init__(
        self, timeline: Timeline, team: Team, operation_id: str, cases: Cases, known: Known, *, seed: int
    ) -> None:
        self._timeline, self._team, self._operation_id = timeline, team, operation_id
        self._cases, self._known = cases, known
        self._random = Random(f"{seed}/profiles")
        self._sending = Sending(timeline, team, self._random)
        self._begin = timeline.now

    def come(self) -> None:
        for one in self._cases.personas:
            at = self._begin + BEGIN + self._random.uniform(0, WITHIN) * DAY
            self._timeline.plan(at, partial(self._note, one))

    def _note(self, one: Persona) -> None:
        lead = self._team.lead
        operation = one_operation_for(lead, self._operation_id)
        terms = self._terms(one)
        persona = note_persona(
            operation, replace(terms, country=one.thought), account=self._account(one), actor=lead
        )
        link_persona(persona, self._known.suspects.noted[one.person].code, words=RUNS, actor=lead)
        if one.thought != one.country:
            self._later(1, 2, partial(self._correct, persona, terms))
        for child in one.children:
            self._later(2, 5, partial(self._reach, persona, child))
        for child in one.mistaken:
            self._later(2, 3, partial(self._mistake, persona, child))
        for country in sorted(self._cases.concerned(one) - {LEAD}):
            self._later(6, 8, partial(self._refer, persona, country))

    def _terms(self, one: Persona) -> PersonaTerms:
        first, last = ((self._begin - days * DAY).date() for days in one.seen)
        return PersonaTerms(
            one.written,
            one.method,
            one.shown_age,
            handle=one.handle,
            country=one.country,
            unidentified=one.unidentified,
            first_seen=first,
            last_seen=last,
        )

    def _account(self, one: Persona) -> "Account | None":
        if not one.by_account:
            return None
        first = self._cases.accounts[one.person][0]
        return one_account_for(self._team.lead, self._known.ids[first.site, first.handle])

    def _later(self, least: int, most: int, deed: Callable[[], None]) -> None:
        self._timeline.plan(self._timeline.now + self._random.uniform(least, most) * DAY, deed)

    def _correct(self, persona: "Kept", terms: PersonaTerms) -> None:
        correct_persona(persona, replace(terms, handle=""), actor=self._team.lead)

    def _reach(self, persona: "Kept", child: Child) -> None:
        self._linked(persona, child)

    def _linked(self, persona: "Kept", child: Child) -> "PersonaLink":
        actor = self._team.specialist(self._cases.country_of(child))
        victim = victim_for(actor, self._known.children.kept[child])
        return link_persona(persona, victim.code, words=TALKED, actor=actor)

    def _mistake(self, persona: "Kept", child: Child) -> None:
        link = self._linked(persona, child)
        specialist = self._team.specialist(self._cases.country_of(child))
        self._later(1, 2, partial(self._take_back, link, specialist))

    def _take_back(self, link: "PersonaLink", specialist: Actor) -> None:
        unlink_persona(link, actor=specialist)

    def _refer(self, persona: "Kept", country: str) -> None:
        """A specialist of the lead drafts it, the lead sends it."""
        terms = CountryTerms(country, days=ANSWER_DAYS)
        self._sending.send(refer_persona(persona, terms, actor=self._team.specialist(LEAD)))
