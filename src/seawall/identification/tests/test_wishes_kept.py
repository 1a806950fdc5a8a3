"""Whatever is wished, found, undone and told in whatever order, and however time goes by: no wish is violated."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.core.jobs import settle
from seawall.identification.actions import set_wish, step_victim, tell_victim, undo_change
from seawall.identification.models import Change, Telling
from seawall.identification.queries import tellings_due_for
from seawall.identification.states import ChangeKind, Ground, Step, VictimState
from seawall.identification.tests.makers import a_body, up
from seawall.identification.tests.test_sequences import Undone
from seawall.identification.tests.test_wishes import find_more, identified
from seawall.identification.wishes.words import Answer, GivenBy, Quiet, TellingState, WishTerms

Told = dict[str, date]
HOURS = (1, 20, 24 * 3, 24 * 17, 24 * 40, 24 * 200)


class Life:
    """One child; beside the records, what was wished since when, kept by hand and asked in words of its own."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.now = actor, clock.now()
        self.victim = identified(actor)
        self.wished: WishTerms | None = None
        self.found_on: dict[str, date] = {}
        self.told: Told = {}

    @property
    def today(self) -> date:
        return self.now.date()

    def wish(self, random: Random) -> None:
        terms = self.random_terms(random)
        set_wish(self.victim, terms, actor=self.actor)
        self.wished = terms

    def random_terms(self, random: Random) -> WishTerms:
        if random.random() < 0.2:
            return WishTerms(Answer.OUT, GivenBy.CHILD, self.today)
        proxy = a_body(self.actor).id if random.random() < 0.3 else ""
        pause = self.today + timedelta(days=random.randint(-5, 60)) if random.random() < 0.4 else None
        quiet = tuple(self.random_quiet(random) for _ in range(random.randint(0, 2)))
        months = random.choice((0, 0, 1, 3, 6, 12))
        return WishTerms(Answer.IN, GivenBy.GUARDIAN, self.today, proxy, months, pause, quiet)

    def random_quiet(self, random: Random) -> Quiet:
        first = self.today + timedelta(days=random.randint(-20, 60))
        last = first + timedelta(days=random.randint(0, 40))
        return Quiet((first.month, first.day), (last.month, last.day))

    def find(self, random: Random) -> None:
        change = find_more(self.victim, self.actor)
        if self.victim.state != VictimState.UNIDENTIFIED:
            self.found_on[change.id] = self.today  # type: ignore[attr-defined]

    def undo(self, random: Random) -> None:
        added = Change.objects.filter(kind=ChangeKind.ADDED).order_by("-id").first()
        if added:
            undo_change(added, actor=self.actor)

    def tell(self, random: Random) -> None:
        listed = {telling.id for one in tellings_due_for(self.actor) for telling in one.tellings}
        try:
            tell_victim(self.victim, actor=self.actor)
        except WrongState:
            assert not listed
            raise
        self.check_told(listed)

    def check_told(self, listed: set[str]) -> None:
        told = set(Telling.objects.filter(state=TellingState.TOLD).values_list("id", flat=True))
        assert told - self.told.keys() == listed
        assert self.wished and self.wished.answer is Answer.IN
        assert self.wished.pause_until is None or self.today >= self.wished.pause_until
        assert (self.today.month, self.today.day) not in days_of(self.wished.quiet)
        for telling in Telling.objects.filter(pk__in=listed):
            assert telling.told_to_id == (self.wished.proxy_id or None)
            if self.wished.digest_months:
                assert has_digest(self.found_on[telling.source], self.today, self.wished.digest_months)
        self.told |= dict.fromkeys(listed, self.today)

    def mistake(self, random: Random) -> None:
        back = Step(VictimState.UNIDENTIFIED, Ground.ERROR, words="Another child.")
        self.victim = step_victim(self.victim, back, actor=self.actor)
        self.wished = None

    def identify(self, random: Random) -> None:
        self.victim = up(self.victim, VictimState.IDENTIFIED, self.actor)

    def wait(self, random: Random) -> None:
        self.now += timedelta(hours=random.choice(HOURS))

    def check(self) -> None:
        tellings = list(Telling.objects.filter(victim=self.victim))
        assert sorted(one.source for one in tellings) == sorted(self.found_on)
        still_open = [one for one in tellings if one.state == TellingState.OPEN]
        assert not still_open or (self.wished and self.wished.answer is Answer.IN)
        assert {one.id for one in tellings if one.state == TellingState.TOLD} == set(self.told)
        assert not any(one.due_on in pause_of(self.wished) for one in still_open)


def pause_of(wish: WishTerms | None) -> set[date]:
    """The days before its end, as far back as these lives go."""
    if wish is None or wish.pause_until is None:
        return set()
    return {wish.pause_until - timedelta(days=number) for number in range(1, 4000)}


def days_of(quiet: tuple[Quiet, ...]) -> set[tuple[int, int]]:
    """Walked day by day through a leap year and its neighbour."""
    year = [date(2028, 1, 1) + timedelta(days=number) for number in range(366 * 2)]
    days = [(day.month, day.day) for day in year]
    found: set[tuple[int, int]] = set()
    for one in quiet:
        start = days.index(one.first)
        found |= set(days[start : days.index(one.last, start) + 1])
    return found


def has_digest(first: date, last: date, months: int) -> bool:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return any(day.day == 1 and (day.month - 1) % months == 0 for day in days)


DEEDS: dict[str, Callable[[Life, Random], None]] = {
    "find": Life.find,
    "wish": Life.wish,
    "tell": Life.tell,
    "wait": Life.wait,
    "undo": Life.undo,
    "mistake": Life.mistake,
    "identify": Life.identify,
}
DEED = st.tuples(
    st.sampled_from([*DEEDS, "find", "find", "wish", "wait", "wait", "tell", "tell"]), st.integers(0, 10_000)
)


def live(actor: Actor, deeds: list[tuple[str, int]]) -> int:
    life = Life(actor)
    for name, seed in deeds:
        with clock.at(life.now):
            # Refused with a sentence: then nothing of it was done.
            with suppress(WrongState, Invalid):
                DEEDS[name](life, Random(seed))
            settle(life.now)
            life.check()
    return len(life.told)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, max_size=14))
def test_no_wish_is_violated(at_work: Actor, deeds: list[tuple[str, int]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        live(at_work, deeds)
        raise Undone


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEED, max_size=40))
def test_no_wish_is_violated_in_long_lives(at_work: Actor, deeds: list[tuple[str, int]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        live(at_work, deeds)
        raise Undone


def test_such_lives_tell_something(at_work: Actor) -> None:
    deeds = [("wish", 3), ("find", 1), *[("wait", 5), ("tell", 1)] * 6]
    assert live(at_work, deeds) == 1
