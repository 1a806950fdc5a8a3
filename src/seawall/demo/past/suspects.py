"""The persons of the demo's operation: codes, ladders and court dates of nobody, at the hands of two agencies."""

from datetime import timedelta
from functools import partial
from typing import Any

from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.demo.rungs import take_step
from seawall.operations.actions import correct_person, merge_persons, note_person
from seawall.operations.queries import AccountFilter, one_operation_for, ranked_accounts_for
from seawall.operations.states import PersonState, PersonTerms

S = PersonState
FOUND = (S.INVESTIGATED, S.IDENTIFIED)
CHARGED = (*FOUND, S.ARRESTED, S.CHARGED)
# How far the persons of each country come, and how many of them.
WAYS: tuple[tuple[str, tuple[PersonState, ...], int], ...] = (
    ("DE", (*CHARGED, S.CONVICTED), 1),
    ("DE", CHARGED, 2),
    ("DE", CHARGED[:-1], 3),
    ("DE", FOUND, 4),
    ("DE", FOUND[:1], 9),
    ("NL", CHARGED[:-1], 5),
    ("NL", FOUND[:1], 6),
    ("SE", CHARGED[:-1], 1),
    ("FR", FOUND[:1], 3),
    ("", (), 4),
)
BETWEEN = timedelta(hours=20)


class Suspects:
    def __init__(self, timeline: Timeline, operation_id: str, *, lead: Actor, partner: Actor) -> None:
        self._timeline, self._operation_id = timeline, operation_id
        self._lead, self._partner = lead, partner
        # By country, in the order in which they were noted.
        self.noted: dict[str, list[Any]] = {}

    def come(self) -> None:
        """Noted today, and taken up the ladder in the days that follow; those of the Netherlands by their own police."""
        number = 0
        for country, way, how_many in WAYS:
            actor = self._partner if country == "NL" else self._lead
            for person in [self._note(country, actor) for _ in range(how_many)]:
                number += 1
                for place, state in enumerate(way):
                    at = self._timeline.now + (number % 5 + 1 + 2 * place) * BETWEEN
                    self._timeline.plan(at, partial(take_step, person, state, actor=actor))
        self._timeline.plan(self._timeline.now + 3 * BETWEEN, self._a_minor)
        self._timeline.plan(self._timeline.now + 4 * BETWEEN, self._two_that_are_one)

    def _note(self, country: str, actor: Actor) -> Any:
        operation = one_operation_for(actor, self._operation_id)
        ranked = ranked_accounts_for(actor, operation, AccountFilter(country=country or "-"))
        account = ranked.filter(holding=None).first()
        assert account is not None
        person = note_person(operation, PersonTerms(country, account_id=account.id), actor=actor)
        self.noted.setdefault(country, []).append(person)
        return person

    def _a_minor(self) -> None:
        """Thought to be of age, until the papers said otherwise."""
        person = self._note("DE", self._lead)
        take_step(person, S.IDENTIFIED, actor=self._lead)
        correct_person(person, "DE", youth=True, words="The papers say so.", actor=self._lead)
        take_step(person, S.YOUTH_SERVICE, actor=self._lead)

    def _two_that_are_one(self) -> None:
        one, other = self._note("DE", self._lead), self._note("DE", self._lead)
        merge_persons(one, other, words="The same device at both sites.", actor=self._lead)
