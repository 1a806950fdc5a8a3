"""Under any sequence of deeds the figures add up, agree with what stands now, and no later deed changes what was counted for a day before."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.identification.actions import open_series, step_victim
from seawall.identification.models import SeriesItem, Victim
from seawall.identification.states import Ground, Step, VictimState
from seawall.identification.tests import test_sequences as of_series
from seawall.identification.tests.makers import items, protected
from seawall.operations import actions
from seawall.operations.figures.books import Books
from seawall.operations.figures.rules import FUNNELS, RULES
from seawall.operations.models import Account, NamedSeries, Operation, Person, Persona, PersonaLink, Site
from seawall.operations.personas.words import Method, PersonaTerms
from seawall.operations.states import Column, Confidence
from seawall.operations.tests import test_person_sequences as of_persons
from seawall.operations.tests.make import H, taken
from seawall.operations.tests.test_figures import specialist

__all__ = ["specialist"]
Figures = dict[str, dict[str, str]]


class Hands:
    """Of an investigator and a specialist of one agency."""

    def __init__(self, site: Site, lead: Actor, jette: Actor, seed: int) -> None:
        self.site, self.lead, self.jette, self.seed = site, lead, jette, seed
        self.random = Random(seed)

    def name(self) -> None:
        series = of_series.Hand(self.jette, self.seed).series()
        actions.name_series(self.site.operation, series.code, actor=self.jette)

    def drop(self) -> None:
        named = list(NamedSeries.objects.order_by("id"))
        if named:
            actions.drop_series(self.random.choice(named), actor=self.jette)

    def climb(self) -> None:
        victims = list(Victim.objects.order_by("id"))
        if victims:
            victim, state = self.random.choice(victims), self.random.choice(list(VictimState))
            is_back = state.rung < VictimState(victim.state).rung
            ground = Ground.ERROR if is_back else Ground.WORK
            country = self.random.choice(("DE", "NL", "SE"))
            if victim.series_id:
                protected(victim, self.jette)
            step_victim(victim, Step(state, ground, country, "Why."), actor=self.jette)

    def bring(self) -> None:
        handle, country = self.random.choice(("red", "blue", "black")), self.random.choice(("DE", "FR", ""))
        confidence = self.random.choice(list(Confidence))
        taken(self.site, f"a,b\n{handle},{country}\n", self.lead, H, Column.COUNTRY, confidence=confidence)

    def profile(self) -> None:
        """Noted, or known to be of another country by now."""
        personas = list(Persona.objects.order_by("id"))
        terms = PersonaTerms("Chat Example", Method.GAME, country=self.random.choice(("DE", "NL", "")))
        if len(personas) < 2:
            actions.note_persona(self.site.operation, terms, actor=self.lead)
        else:
            actions.correct_persona(self.random.choice(personas), terms, actor=self.lead)

    def reach(self) -> None:
        personas, victims = list(Persona.objects.order_by("id")), list(Victim.objects.order_by("id"))
        if personas and victims:
            persona, child = self.random.choice(personas), self.random.choice(victims)
            actions.link_persona(persona, child.code, words="Why.", actor=self.jette)

    def unreach(self) -> None:
        links = list(PersonaLink.objects.filter(victim__series__isnull=False).order_by("id"))
        if links:
            actions.unlink_persona(self.random.choice(links), actor=self.jette)


DEEDS: dict[str, Callable[[Hands], object]] = {
    "name": Hands.name,
    "drop": Hands.drop,
    "climb": Hands.climb,
    "bring": Hands.bring,
    "profile": Hands.profile,
    "reach": Hands.reach,
    "unreach": Hands.unreach,
}


def do(name: str, hands: Hands) -> None:
    kind, _, deed = name.partition(" ")
    if kind == "series":
        of_series.DEEDS[deed](of_series.Hand(hands.jette, hands.seed))
    elif kind == "person":
        of_persons.DEEDS[deed](of_persons.Hand(hands.site.operation, hands.lead, hands.seed))
    else:
        DEEDS[kind](hands)


NAMES = [
    *(f"series {deed}" for deed in of_series.DEEDS),
    *(f"person {deed}" for deed in of_persons.DEEDS),
    *DEEDS,
]
DEED = st.tuples(
    st.sampled_from([*NAMES, "person step", "name", "climb", "profile", "reach"]), st.integers(0, 10_000)
)


def figures(operation: Operation, moment: datetime) -> Figures:
    books = Books(operation, operation.owner_id, moment)
    found = {code: dict(rule.counted(books)) for code, rule in RULES.items()}
    for code, rule in RULES.items():
        tally = rule.tally(books)
        assert tally.total() == len(found[code])
        assert all(number > 0 for number in tally.values())
        assert set(tally) == set(found[code].values())
    return found


def check(operation: Operation) -> Figures:
    now = figures(operation, clock.now())
    for funnel in FUNNELS:
        for whole, part in zip(funnel, funnel[1:], strict=False):
            assert set(now[part]) <= set(now[whole])
    assert not set(now["person_under_investigation"]) & set(now["person_arrested"])
    assert now["person"] == dict(Person.objects.filter(merged_into=None).values_list("pk", "country"))
    assert now["account"] == dict(Account.objects.values_list("pk", "country"))
    assert now["persona"] == dict(Persona.objects.values_list("pk", "country"))
    led_to = set(PersonaLink.objects.filter(ended_at=None).values_list("victim", flat=True))
    assert now["child_reached"] == {key: code for key, code in now["victim"].items() if key in led_to}
    series = set(NamedSeries.objects.filter(ended_at=None).values_list("series_id", flat=True))
    # Whatever stands in a named series itself counts; what was merged further counts besides.
    assert set(Victim.objects.filter(series__in=series).values_list("pk", flat=True)) <= set(now["victim"])
    assert set(SeriesItem.objects.filter(series__in=series).values_list("item_id", flat=True)) <= set(
        now["item"]
    )
    for pk, state, country in Victim.objects.filter(pk__in=now["victim"]).values_list(
        "pk", "state", "country"
    ):
        assert (pk in now["victim_safeguarded"]) == (state == VictimState.SAFEGUARDED)
        assert now["victim"][pk] == country
    return now


def live(site: Site, lead: Actor, jette: Actor, deeds: list[tuple[str, int]]) -> None:
    taken(site, "a,b\nred,SE\nblue,DE\ngreen,\nwhite,NL\n", lead, H, Column.COUNTRY)
    open_series(items(jette, 4)[:3], actor=jette)
    for seed in range(2):
        do("person note", Hands(site, lead, jette, seed))
    past: list[tuple[datetime, Figures]] = []
    for name, seed in deeds:
        # Refused with a sentence: then nothing of it was done.
        with suppress(Invalid, WrongState):
            do(name, Hands(site, lead, jette, seed))
        past.append((clock.now(), check(site.operation)))
    for moment, then in past:
        assert figures(site.operation, moment) == then


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, max_size=14))
def test_figures_add_up_in_any_order(
    site: Site, lead: Actor, specialist: Actor, deeds: list[tuple[str, int]]
) -> None:
    with pytest.raises(of_series.Undone), transaction.atomic():
        live(site, lead, specialist, deeds)
        raise of_series.Undone


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, min_size=20, max_size=50))
def test_figures_add_up_in_many_long_orders(
    site: Site, lead: Actor, specialist: Actor, deeds: list[tuple[str, int]]
) -> None:
    with pytest.raises(of_series.Undone), transaction.atomic():
        live(site, lead, specialist, deeds)
        raise of_series.Undone
