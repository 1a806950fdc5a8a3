"""Whatever is done in whatever order: nobody is arrested without the duty of care, no minor before a court without the youth service, and
the history tells where everybody and everything stands."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.operations import actions
from seawall.operations.models import (
    Account,
    DutyOfCare,
    Operation,
    Person,
    PersonAccount,
    PersonChange,
    Site,
)
from seawall.operations.persons.ladder import back, onward
from seawall.operations.persons.words import (
    PersonChangeKind,
    PersonGround,
    PersonState,
    PersonStep,
    PersonTerms,
)
from seawall.operations.states import Column
from seawall.operations.tests.make import H, care_for, taken

S, K = PersonState, PersonChangeKind
COUNTRIES = ("", "DE", "NL", "SE")


class Undone(Exception):
    """The next example finds the house as it was."""


class Hand:
    """Chooses what a deed is done to, as blindly as a tired person might."""

    def __init__(self, operation: Operation, actor: Actor, seed: int) -> None:
        self.operation, self.actor, self.random = operation, actor, Random(seed)

    def person(self) -> Person:
        return self.random.choice(list(Person.objects.order_by("id")))

    def account(self) -> Account:
        return self.random.choice(list(Account.objects.order_by("id")))

    def note(self) -> None:
        chosen = self.random.choice(COUNTRIES), self.random.random() < 0.3
        actions.note_person(self.operation, PersonTerms(*chosen), actor=self.actor)

    def step(self) -> None:
        """Mostly one that the ladder offers, sometimes any."""
        person = self.person()
        offered = [*onward(person.rungs, youth=person.youth), *back(person.rungs)]
        state = self.random.choice(offered if offered and self.random.random() < 0.8 else list(S))
        is_back = state in back(person.rungs)
        ground = PersonGround.ERROR if is_back else PersonGround.WORK
        body = self.random.choice(["", "Jugendamt Musterstadt"])
        actions.step_person(person, PersonStep(state, ground, "Why.", body=body), actor=self.actor)

    def correct(self) -> None:
        country, youth = self.random.choice(COUNTRIES), self.random.random() < 0.5
        actions.correct_person(self.person(), country, youth=youth, words="Why.", actor=self.actor)

    def undo(self) -> None:
        mergings = list(PersonChange.objects.filter(kind=K.MERGED).order_by("id"))
        if mergings:
            actions.part_persons(self.random.choice(mergings), actor=self.actor)


DEEDS: dict[str, Callable[[Hand], object]] = {
    "note": Hand.note,
    "step": Hand.step,
    "care": lambda hand: care_for(hand.person(), hand.actor),
    "correct": Hand.correct,
    "give": lambda hand: actions.give_account(hand.person(), hand.account(), actor=hand.actor),
    "take": lambda hand: actions.take_account(hand.person(), hand.account(), words="Why.", actor=hand.actor),
    "merge": lambda hand: actions.merge_persons(hand.person(), hand.person(), words="Why.", actor=hand.actor),
    "undo": Hand.undo,
}
DEED = st.tuples(st.sampled_from([*DEEDS, "step", "step", "care"]), st.integers(0, 10_000))


def replayed() -> dict[str, str]:
    """Whose each account is, by the history alone."""
    whose: dict[str, str] = {}
    for change in PersonChange.objects.order_by("id"):
        for account in change.accounts:
            if change.kind == K.TAKEN:
                assert whose.pop(account) == change.person_id
            elif change.kind == K.MERGED:
                assert whose[account] == change.person_id
                whose[account] = str(change.other_id)
            elif change.kind == K.PARTED:
                assert whose[account] == change.other_id
                whose[account] = change.person_id
            else:
                assert account not in whose
                whose[account] = change.person_id
    return whose


def check() -> None:
    assert replayed() == dict(PersonAccount.objects.values_list("account_id", "person_id"))
    for person in Person.objects.order_by("id"):
        changes = list(person.changes.order_by("id"))
        last = changes[-1]
        standing = (last.reached, last.country, last.youth, last.merged_into_id)
        assert standing == (person.reached, person.country, person.youth, person.merged_into_id)
        assert person.state == person.reached[-1] and len(set(person.reached)) == len(person.reached)
        if S.ARRESTED in person.rungs:
            arrest = next(
                one for one in reversed(changes) if one.state is S.ARRESTED and one.kind == K.STEPPED
            )
            assert DutyOfCare.objects.filter(person=person, at__lt=arrest.at).exists()
        for change in changes:
            if (
                change.kind == K.STEPPED
                and change.youth
                and change.state in (S.ARRESTED, S.CHARGED, S.DIVERTED)
            ):
                came_back = change.ground == PersonGround.ERROR
                assert came_back or S.YOUTH_SERVICE in change.reached


def live(site: Site, deeds: list[tuple[str, int]], actor: Actor) -> None:
    taken(site, "a,b\nred,SE\nblue,DE\ngreen,\nwhite,NL\n", actor, H, Column.COUNTRY)
    for seed in range(3):
        Hand(site.operation, actor, seed).note()
    for name, seed in deeds:
        # Refused with a sentence: then nothing of it was done.
        with suppress(Invalid, WrongState):
            DEEDS[name](Hand(site.operation, actor, seed))
        check()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, max_size=16))
def test_nothing_is_lost_in_any_order(site: Site, lead: Actor, deeds: list[tuple[str, int]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        live(site, deeds, lead)
        raise Undone


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, min_size=20, max_size=60))
def test_nothing_is_lost_in_many_long_orders(site: Site, lead: Actor, deeds: list[tuple[str, int]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        live(site, deeds, lead)
        raise Undone
