"""Whoever does whatever in whatever order: nothing is done without two people, of exactly what both saw, in time, once.

The book of what was done is kept by the test and knows nothing of the house's own states.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import transaction
from django.db.models import F

from seawall.approvals.actions import approve, expire, refuse, withdraw
from seawall.approvals.models import Approval
from seawall.approvals.tests.makers import paint, painting, proposed
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people.models import Staff

COLOURS = ("blue", "red")
BEGIN = datetime.fromisoformat("2031-03-03T08:00:00+00:00")
HOURS = (1, 20, 71, 72, 100)


class Undone(Exception):
    """The next sequence finds the house as it was."""


@dataclass
class Book:
    """Of one proposal: who wanted what until when, who agreed, what ended it, how often it was done."""

    by: str
    colour: str
    until: datetime
    agreed: str = ""
    over: bool = False
    done: int = 0


@dataclass
class House:
    people: list[Actor]
    random: Random
    now: datetime = BEGIN
    books: dict[str, Book] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def who(self) -> Actor:
        return self.random.choice(self.people)

    def some(self) -> tuple[Approval, Book]:
        """Mostly the newest, so that whole stories come about."""
        ids = list(self.books)
        one = ids[-1] if self.random.random() < 0.7 else self.random.choice(ids)
        return Approval.objects.get(pk=one), self.books[one]

    def propose(self) -> None:
        who, colour = self.who(), self.random.choice(COLOURS)
        asked = proposed(who, colour)
        self.books.setdefault(asked.id, Book(who.id, colour, asked.expires_at))

    def approve(self) -> None:
        asked, book = self.some()
        who, seen = self.who(), self.colour(book)
        approve(asked, painting(seen).digest(), actor=who)
        assert who.id != book.by and seen == book.colour and self.open(book) and not book.agreed
        book.agreed = who.id

    def refuse(self) -> None:
        asked, book = self.some()
        who = self.who()
        refuse(asked, "Not this one.", actor=who)
        assert who.id != book.by and self.open(book) and not book.agreed
        book.over = True

    def withdraw(self) -> None:
        asked, book = self.some()
        who = self.who()
        withdraw(asked, actor=who)
        assert who.id == book.by and not book.over
        book.over = True

    def expire(self) -> None:
        asked, book = self.some()
        expire(asked, actor=Actor.system(self.people[0].agency_id))
        assert book.until <= self.now and not book.over
        book.over = True

    def paint(self) -> None:
        asked, book = self.some()
        colour = self.colour(book)
        paint(asked, [], colour=colour, actor=self.who())
        assert book.agreed not in ("", book.by) and colour == book.colour and self.open(book)
        assert not self.gone & {book.by, book.agreed}
        book.done, book.over = book.done + 1, True

    def colour(self, book: Book) -> str:
        """Mostly what was proposed."""
        return book.colour if self.random.random() < 0.8 else self.random.choice(COLOURS)

    def open(self, book: Book) -> bool:
        return not book.over and self.now < book.until

    def wait(self) -> None:
        self.now += timedelta(hours=self.random.choice(HOURS))

    def leave(self) -> None:
        if len(self.people) > 2:
            gone = self.people.pop(self.random.randrange(len(self.people)))
            Staff.objects.filter(pk=gone.id).update(is_active=False)
            self.gone.add(gone.id)


DEEDS: tuple[Callable[[House], None], ...] = (
    *(House.propose, House.approve, House.approve, House.paint, House.paint),
    *(House.refuse, House.withdraw, House.expire, House.wait, House.leave),
)


def live(people: list[Actor], seed: int) -> int:
    """One sequence; how often something was done in it."""
    house = House(list(people), Random(seed))
    with clock.at(house.now):
        house.propose()
    for _ in range(house.random.randint(2, 9)):
        with clock.at(house.now), suppress(Refused, WrongState):
            house.random.choice(DEEDS)(house)
    assert all(book.done <= 1 for book in house.books.values())
    spent = set(Approval.objects.filter(state="spent").values_list("id", flat=True))
    assert spent == {one for one, book in house.books.items() if book.done}
    assert not Approval.objects.filter(decided_by=F("proposed_by")).exists()
    return len(spent)


def live_all(people: list[Actor], seeds: range) -> int:
    done = 0
    for seed in seeds:
        with pytest.raises(Undone), transaction.atomic():
            done += live(people, seed)
            raise Undone
    return done


def test_two_people_in_any_order(one: Actor, other: Actor, third: Actor) -> None:
    assert live_all([one, other, third], range(200)) > 5


@pytest.mark.slow
def test_two_people_in_many_orders(one: Actor, other: Actor, third: Actor) -> None:
    assert live_all([one, other, third], range(200, 2_200)) > 100
