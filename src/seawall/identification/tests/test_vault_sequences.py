"""Whoever does whatever in whatever order: no name leaves the vault that two people did not want to see, and each only once.

What was agreed is kept by the test, which knows nothing of the house's own states.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import transaction

from seawall.approvals.actions import approve, refuse, withdraw
from seawall.approvals.models import Approval
from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import erase_from_vault, propose_opening, reveal_vault
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.states import EraseGround, VaultKind, VaultPurpose
from seawall.identification.tests.makers import a_victim
from seawall.identification.tests.vault_makers import SENTINEL, kept
from seawall.people.models import Staff

BEGIN = datetime.fromisoformat("2031-03-03T08:00:00+00:00")


class Undone(Exception):
    """The next sequence finds the house as it was."""


@dataclass
class Book:
    by: str
    child: Victim
    entries: frozenset[str]
    until: datetime
    agreed: str = ""
    over: bool = False


@dataclass
class Vault:
    children: list[Victim]
    people: list[Actor]
    random: Random
    now: datetime = BEGIN
    words: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    books: dict[str, Book] = field(default_factory=dict)
    seen: int = 0

    def who(self, mostly: str = "") -> Actor:
        """Mostly the one who should, where there is one, so that whole stories come about."""
        should = [one for one in self.people if one.id == mostly]
        return should[0] if should and self.random.random() < 0.6 else self.random.choice(self.people)

    def child(self) -> Victim:
        return self.children[self.random.random() < 0.2]

    def some(self) -> tuple[Approval, Book]:
        one = self.random.choice(list(self.books)[-2:])
        return Approval.objects.get(pk=one), self.books[one]

    def keep(self) -> None:
        words = f"{SENTINEL} {len(self.words)}"
        entry = kept(self.child(), self.who(), words, self.random.choice([VaultKind.NAME, VaultKind.SCHOOL]))
        self.words[entry.id] = words

    def propose(self) -> None:
        who, child = self.who(), self.child()
        ids = sorted(VaultEntry.objects.filter(victim=child).values_list("id", flat=True))
        chosen = self.random.sample(ids, min(len(ids), self.random.randint(1, 2)))
        asked = propose_opening(child, chosen, purpose=VaultPurpose.PROTECT, words="Why.", actor=who)
        until = Approval.objects.get(pk=asked).expires_at
        self.books.setdefault(asked, Book(who.id, child, frozenset(chosen), until))

    def approve(self) -> None:
        asked, book = self.some()
        who = self.who(next((one.id for one in self.people if one.id != book.by), ""))
        approve(asked, asked.digest, actor=who)
        book.agreed = who.id

    def refuse(self) -> None:
        asked, book = self.some()
        refuse(asked, "Why?", actor=self.who())
        book.over = True

    def withdraw(self) -> None:
        asked, book = self.some()
        withdraw(asked, actor=self.who())
        book.over = True

    def open(self) -> None:
        asked, book = self.some()
        who, child = self.who(book.by), book.child if self.random.random() < 0.8 else self.child()
        opened = reveal_vault(child, asked.id, actor=who)
        assert who.id == book.by and book.agreed not in ("", book.by) and child == book.child
        assert not book.over and self.now < book.until and not book.entries & self.gone
        assert sorted(one.words for one in opened) == sorted(self.words[one] for one in book.entries)
        book.over, self.seen = True, self.seen + 1

    def erase(self) -> None:
        child = self.child()
        mine = set(VaultEntry.objects.filter(victim=child).values_list("id", flat=True))
        erase_from_vault(child, EraseGround.WRONG, reference="AZ-7", actor=self.who())
        self.gone |= mine

    def wait(self) -> None:
        self.now += timedelta(hours=self.random.choice((1, 30, 72)))

    def leave(self) -> None:
        if len(self.people) > 2:
            gone = self.people.pop(self.random.randrange(len(self.people)))
            Staff.objects.filter(pk=gone.id).update(is_active=False)


V = Vault
DEEDS: tuple[Callable[[Vault], None], ...] = (
    *(V.keep, V.propose, V.propose, V.approve, V.approve, V.approve, V.open, V.open, V.open, V.open),
    *(V.refuse, V.withdraw, V.erase, V.wait, V.leave),
)


def live(children: list[Victim], people: list[Actor], seed: int) -> int:
    """One sequence; how often something was seen in it."""
    vault = Vault(children, list(people), Random(seed))
    deeds = [V.keep, V.propose, *vault.random.choices(DEEDS, k=vault.random.randint(4, 14))]
    for deed in deeds:
        if vault.books or deed in (V.keep, V.propose):
            with clock.at(vault.now), suppress(Invalid, Refused, WrongState):
                deed(vault)
    assert Line.objects.filter(what="identification.vault_opened").count() == vault.seen
    assert not Line.objects.filter(body__icontains=SENTINEL.split()[0]).exists()
    return vault.seen


def live_all(children: list[Victim], people: list[Actor], seeds: range) -> int:
    seen = 0
    for seed in seeds:
        with pytest.raises(Undone), transaction.atomic():
            seen += live(children, people, seed)
            raise Undone
    return seen


@pytest.fixture
def children(at_work: Actor) -> list[Victim]:
    return [a_victim(at_work), a_victim(at_work)]


@pytest.fixture
def people(keeper: Actor, second_keeper: Actor, at_work: Actor) -> list[Actor]:
    """Two keepers, and one who is none."""
    return [keeper, second_keeper, at_work]


def test_no_name_leaves_without_two_people(children: list[Victim], people: list[Actor]) -> None:
    assert live_all(children, people, range(60)) > 3


@pytest.mark.slow
def test_no_name_leaves_in_many_orders(children: list[Victim], people: list[Actor]) -> None:
    assert live_all(children, people, range(60, 560)) > 30
