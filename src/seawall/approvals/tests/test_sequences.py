"""Whoever does whatever in whatever order: nothing is done without two people, of exactly what both saw, in time, once.

The book of what was done is kept by the test and knows nothing of the house's own states. Ten thousand sequences go through the steps in memory; fewer
through the deeds themselves, with their locks, their trail and people who leave.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

import pytest
from django.db import transaction
from django.db.models import F

from seawall.approvals import stepping
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


class Doors(Protocol):
    """Where the steps are taken."""

    def find(self, approval_id: str) -> Approval: ...
    def propose(self, colour: str, who: Actor) -> Approval: ...
    def approve(self, asked: Approval, seen: str, who: Actor) -> None: ...
    def refuse(self, asked: Approval, who: Actor) -> None: ...
    def withdraw(self, asked: Approval, who: Actor) -> None: ...
    def expire(self, asked: Approval, who: Actor) -> None: ...
    def paint(self, asked: Approval, colour: str, who: Actor) -> None: ...
    def leave(self, who: Actor) -> bool: ...
    def spent(self) -> set[str]: ...


class Deeds:
    """The deeds, on the database."""

    def find(self, approval_id: str) -> Approval:
        return Approval.objects.get(pk=approval_id)

    def propose(self, colour: str, who: Actor) -> Approval:
        return proposed(who, colour)

    def approve(self, asked: Approval, seen: str, who: Actor) -> None:
        approve(asked, seen, actor=who)

    def refuse(self, asked: Approval, who: Actor) -> None:
        refuse(asked, "Not this one.", actor=who)

    def withdraw(self, asked: Approval, who: Actor) -> None:
        withdraw(asked, actor=who)

    def expire(self, asked: Approval, who: Actor) -> None:
        expire(asked, actor=who)

    def paint(self, asked: Approval, colour: str, who: Actor) -> None:
        paint(asked, [], colour=colour, actor=who)

    def leave(self, who: Actor) -> bool:
        return bool(Staff.objects.filter(pk=who.id).update(is_active=False))

    def spent(self) -> set[str]:
        assert not Approval.objects.filter(decided_by=F("proposed_by")).exists()
        return set(Approval.objects.filter(state="spent").values_list("id", flat=True))


@dataclass
class Steps:
    """What the deeds ask and change, on records that nobody keeps. Who has left is known to the database alone, so that nobody leaves here."""

    asked: dict[str, Approval] = field(default_factory=dict)

    def find(self, approval_id: str) -> Approval:
        return self.asked[approval_id]

    def propose(self, colour: str, who: Actor) -> Approval:
        one = stepping.ask(painting(colour), "It has to be seen from the ship.", who)
        return self.asked.setdefault(one.id, one)

    def approve(self, asked: Approval, seen: str, who: Actor) -> None:
        stepping.agree(asked, seen, who)

    def refuse(self, asked: Approval, who: Actor) -> None:
        stepping.decline(asked, "Not this one.", who)

    def withdraw(self, asked: Approval, who: Actor) -> None:
        stepping.take_back(asked, who)

    def expire(self, asked: Approval, who: Actor) -> None:
        stepping.run_out(asked, who)

    def paint(self, asked: Approval, colour: str, who: Actor) -> None:
        stepping.use(asked, painting(colour), who)

    def leave(self, who: Actor) -> bool:
        return False

    def spent(self) -> set[str]:
        assert all(one.decided_by_id != one.proposed_by_id for one in self.asked.values())
        return {one.id for one in self.asked.values() if one.state == "spent"}


@dataclass
class House:
    people: list[Actor]
    random: Random
    doors: Doors
    now: datetime = BEGIN
    books: dict[str, Book] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def who(self) -> Actor:
        return self.random.choice(self.people)

    def some(self) -> tuple[Approval, Book]:
        """Mostly the newest, so that whole stories come about."""
        ids = list(self.books)
        one = ids[-1] if self.random.random() < 0.7 else self.random.choice(ids)
        return self.doors.find(one), self.books[one]

    def propose(self) -> None:
        who, colour = self.who(), self.random.choice(COLOURS)
        asked = self.doors.propose(colour, who)
        self.books.setdefault(asked.id, Book(who.id, colour, asked.expires_at))

    def approve(self) -> None:
        asked, book = self.some()
        who, seen = self.who(), self.colour(book)
        self.doors.approve(asked, painting(seen).digest(), who)
        assert who.id != book.by and seen == book.colour and self.open(book) and not book.agreed
        book.agreed = who.id

    def refuse(self) -> None:
        asked, book = self.some()
        who = self.who()
        self.doors.refuse(asked, who)
        assert who.id != book.by and self.open(book) and not book.agreed
        book.over = True

    def withdraw(self) -> None:
        asked, book = self.some()
        who = self.who()
        self.doors.withdraw(asked, who)
        assert who.id == book.by and not book.over
        book.over = True

    def expire(self) -> None:
        asked, book = self.some()
        self.doors.expire(asked, Actor.system(self.people[0].agency_id))
        assert book.until <= self.now and not book.over
        book.over = True

    def paint(self) -> None:
        asked, book = self.some()
        colour = self.colour(book)
        self.doors.paint(asked, colour, self.who())
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
        gone = self.who()
        if len(self.people) > 2 and self.doors.leave(gone):
            self.people.remove(gone)
            self.gone.add(gone.id)


DEEDS: tuple[Callable[[House], None], ...] = (
    *(House.propose, House.approve, House.approve, House.paint, House.paint),
    *(House.refuse, House.withdraw, House.expire, House.wait, House.leave),
)


def live(people: list[Actor], seed: int, doors: Doors) -> int:
    """One sequence; how often something was done in it."""
    house = House(list(people), Random(seed), doors)
    with clock.at(house.now):
        house.propose()
    for _ in range(house.random.randint(2, 9)):
        with clock.at(house.now), suppress(Refused, WrongState):
            house.random.choice(DEEDS)(house)
    assert all(book.done <= 1 for book in house.books.values())
    spent = doors.spent()
    assert spent == {one for one, book in house.books.items() if book.done}
    return len(spent)


def by_deeds(people: list[Actor], seeds: range) -> int:
    done = 0
    for seed in seeds:
        with pytest.raises(Undone), transaction.atomic():
            done += live(people, seed, Deeds())
            raise Undone
    return done


def by_steps(people: list[Actor], seeds: range) -> int:
    return sum(live(people, seed, Steps()) for seed in seeds)


def test_two_people_in_any_order(one: Actor, other: Actor, third: Actor) -> None:
    people = [one, other, third]
    assert by_steps(people, range(1000)) > 50
    assert by_deeds(people, range(100)) > 5


@pytest.mark.slow
def test_two_people_in_ten_thousand_orders(one: Actor, other: Actor, third: Actor) -> None:
    people = [one, other, third]
    assert by_steps(people, range(1000, 11_000)) > 500
    assert by_deeds(people, range(100, 1_100)) > 50
