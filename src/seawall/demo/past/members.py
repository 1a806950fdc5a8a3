"""Invented members of invented sites, with overlaps and dirt as real lists have them; the same seed gives the same lists.

Handles are colours and things, addresses are reserved ones. Who is who is known, so that whatever joins accounts can be scored against it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

NAMES = (
    "handle",
    "e-mail",
    "last ip",
    "role",
    "activity",
    "last login",
    "country",
    "wallet",
    "child contact",
)
COLOURS = "red blue green amber violet silver copper teal ochre ivory".split()
THINGS = "cup bridge kite lamp boat spoon harbour ladder button fence".split()
COUNTRIES = {"DE": 30, "NL": 16, "FR": 12, "GB": 10, "US": 9, "BE": 5, "": 18}
ROLES = {"member": 940, "uploader": 45, "moderator": 10, "administrator": 5}
ACTIVITIES = {"never": 30, "seldom": 40, "regular": 22, "daily": 8}
# Of a hundred rows so many stand there twice, and so many cannot be taken.
TWICE, SPOILT = 2, 1
# Of a hundred people so many have an account at more than one site.
OVERLAP = 12


@dataclass(frozen=True, slots=True)
class Person:
    number: int
    handle: str
    email: str
    country: str
    wallet: str


@dataclass(frozen=True, slots=True)
class Membership:
    """`number`: of the person; the truth behind a handle."""

    number: int
    handle: str
    row: tuple[str, ...]


class Ring:
    def __init__(self, seed: int, accounts: int, *, until: date) -> None:
        self._accounts, self._until, self._seed = accounts, until, seed
        random = Random(seed)
        self._people = [self._person(random, number) for number in range(accounts * 2)]

    def _person(self, random: Random, number: int) -> Person:
        handle = f"{random.choice(COLOURS)}{random.choice('._- ')}{random.choice(THINGS)}{number}".replace(
            " ", ""
        )
        email = f"{handle.lower()}@post{number % 40}.example" if random.random() < 0.8 else ""
        wallet = f"inv1{random.getrandbits(80):020x}" if random.random() < 0.1 else ""
        return Person(number, handle, email, self._one_of(random, COUNTRIES), wallet)

    @staticmethod
    def _one_of(random: Random, weighted: dict[str, int]) -> str:
        return random.choices(list(weighted), list(weighted.values()))[0]

    def members(self, site: int = 0) -> list[Membership]:
        """Of one site. The first have accounts at the site before too, under a name written in another way, or with the same address."""
        random = Random(f"{self._seed}/{site}")
        shared = self._accounts * OVERLAP // 100 if site else 0
        first = site * self._accounts - shared
        chosen = (self._people[at % len(self._people)] for at in range(first, first + self._accounts))
        return [self._member(random, one, again=place < shared) for place, one in enumerate(chosen)]

    def _member(self, random: Random, one: Person, *, again: bool) -> Membership:
        handle = (
            random.choice((one.handle.upper(), one.handle.replace("_", "."), f"x{one.handle}"))
            if again
            else one.handle
        )
        seen = self._until - timedelta(days=int(random.expovariate(1 / 200)))
        row = (
            handle,
            one.email,
            f"{random.choice(('192.0.2', '198.51.100', '203.0.113'))}.{random.randint(1, 254)}",
            self._one_of(random, ROLES),
            self._one_of(random, ACTIVITIES),
            random.choice((seen.isoformat(), f"{seen.isoformat()} 12:30:00", f"{seen:%d.%m.%Y}")),
            one.country if random.random() < 0.8 else "",
            one.wallet,
            "yes" if random.random() < 0.004 else "",
        )
        return Membership(one.number, handle, row)

    def table(self, site: int = 0) -> str:
        """As a CSV file, with rows that stand there twice and rows that cannot be taken."""
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(NAMES)
        writer.writerows(self._rows(site))
        return file.getvalue()

    def _rows(self, site: int) -> Iterator[tuple[str, ...]]:
        random = Random(f"{self._seed}/{site}/dirt")
        for member in self.members(site):
            yield member.row
            if random.randrange(100) < TWICE:
                yield (member.row[0], "", *member.row[2:])
            if random.randrange(100) < SPOILT:
                yield random.choice(self._spoilt(member.row))

    @staticmethod
    def _spoilt(row: tuple[str, ...]) -> list[tuple[str, ...]]:
        return [
            ("", *row[1:]),
            (f"{row[0]}\ufffd", *row[1:]),
            (row[0], "no address", *row[2:]),
            (*row[:3], "king", *row[4:]),
            (*row[:5], "99/99/99", *row[6:]),
            (*row[:6], "Atlantis", *row[7:]),
        ]
