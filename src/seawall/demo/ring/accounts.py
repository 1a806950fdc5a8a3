"""The accounts of the ring at its invented sites, as tables for the import, and the truth behind them."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random

from seawall.demo.ring import dirt, people
from seawall.demo.ring.people import Boxes, Person, weighed

ALL = 27_000
COLUMNS = (
    *("handle", "e-mail", "ip", "registration ip", "device", "wallet", "display name"),
    *("role", "activity", "last login", "country", "child contact"),
)
ROLES = {"member": 940, "uploader": 45, "moderator": 10, "administrator": 5}
ACTIVITIES = {"never": 30, "seldom": 40, "regular": 22, "daily": 8}
# What each site keeps of its members, in hundredths of them, and what part of the accounts it has.
SITES: Mapping[str, Mapping[str, int]] = {
    "Site A": {"size": 45, "email": 94, "ip": 90, "device": 60, "wallet": 30, "name": 60, "country": 70},
    "Site B": {"size": 30, "email": 80, "ip": 92, "device": 92, "wallet": 20, "name": 80, "country": 85},
    "Site C": {"size": 15, "email": 96, "ip": 85, "device": 70, "wallet": 90, "name": 40, "country": 80},
    "Site D": {"size": 10, "email": 75, "ip": 85, "device": 70, "wallet": 20, "name": 50, "country": 50},
}
# In thousandths of accounts: whose cell holds what different people have there, and how many accounts one café, library or exchange sees.
CAFE, CAFE_DEVICE, NOBODY, EXCHANGE, COPIED, STRAY_IP = 60, 12, 6, 15, 5, 10
GUESTS = 60
# Of a hundred rows so many stand there twice, and so many cannot be taken.
TWICE, SPOILT = 2, 1


@dataclass(frozen=True, slots=True)
class Membership:
    """`person`: the truth."""

    person: str
    site: str
    handle: str
    email: str
    ip: str
    first_ip: str
    device: str
    wallet: str
    name: str
    facts: tuple[str, ...]

    @property
    def row(self) -> tuple[str, ...]:
        seen = (self.ip, self.first_ip, self.device, self.wallet, self.name)
        return (self.handle, self.email, *seen, *self.facts)

    @property
    def role(self) -> str:
        return self.facts[0]

    @property
    def country(self) -> str:
        """As the site's list says; empty where it says nothing."""
        return self.facts[3]

    @property
    def contact(self) -> bool:
        return self.facts[4] == "yes"


class Twin:
    def __init__(self, seed: int, accounts: int = ALL, *, until: datetime) -> None:
        self._seed, self._accounts, self._until = seed, accounts, until
        self._boxes = Boxes()
        self._countries: dict[str, str] = {}

    @cached_property
    def members(self) -> list[Membership]:
        """All, of all sites; within a site each handle once, as sites have it."""
        random = Random(f"{self._seed}/people")
        found: list[Membership] = []
        taken: set[tuple[str, str]] = set()
        for person in people.people(random, self._accounts, self._boxes):
            self._countries[person.code] = person.country
            for place in range(person.accounts):
                one = self._member(random, person, again=place > 0, before=found)
                while (one.site, one.handle) in taken:
                    one = replace(one, handle=f"{one.handle}{random.randrange(10)}")
                taken.add((one.site, one.handle))
                found.append(one)
        return found[: self._accounts]

    @property
    def countries(self) -> dict[str, str]:
        """Of each person, where they live."""
        return self._countries if self.members else {}

    def truth(self) -> dict[tuple[str, str], str]:
        """Of each account, by its site and its handle, the code of its person."""
        return {(one.site, one.handle): one.person for one in self.members}

    def table(self, site: str) -> str:
        """As a CSV file, with rows that stand there twice and rows that cannot be taken."""
        file = io.StringIO()
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(self._rows(site))
        return file.getvalue()

    def _member(self, random: Random, person: Person, *, again: bool, before: list[Membership]) -> Membership:
        site = weighed(random, {name: keeps["size"] for name, keeps in SITES.items()})
        keeps = SITES[site]

        def there(what: str) -> bool:
            return random.randrange(100) < keeps[what]

        return Membership(
            person=person.code,
            site=site,
            handle=self._handle(random, person, again, before),
            email=self._email(random, person, again) if there("email") else "",
            ip=self._ip(random, person, again) if there("ip") else "",
            first_ip=self._ip(random, person, again) if there("ip") else "",
            device=self._device(random, person, again) if there("device") else "",
            wallet=self._wallet(random, person, again) if there("wallet") else "",
            name=self._name(random, person, again) if there("name") else "",
            facts=self._facts(random, person.country if there("country") else ""),
        )

    def _places(self, thousandths: int) -> int:
        return max(1, self._accounts * thousandths // 1000 // GUESTS)

    @staticmethod
    def _public_address(number: int) -> str:
        return f"{('192.0.2', '198.51.100', '203.0.113')[number // 254 % 3]}.{number % 254 + 1}"

    @staticmethod
    def _same(random: Random, person: Person, what: str, again: bool) -> bool:
        return not again or random.randrange(100) < person.care.value[what]

    def _handle(self, random: Random, person: Person, again: bool, before: list[Membership]) -> str:
        if before and random.randrange(1000) < COPIED:
            # Somebody admires somebody, and takes nearly their name.
            return dirt.slip(random, random.choice(before).handle)
        if not self._same(random, person, "handle", again):
            return people.a_handle(random)
        return dirt.handle_again(random, person.handle) if again else person.handle

    def _email(self, random: Random, person: Person, again: bool) -> str:
        if random.randrange(1000) < NOBODY:
            return random.choice(("nobody@nowhere.example", "none@none.example", "a@a.example"))
        if not again:
            return person.email
        drawn, care = random.randrange(100), person.care.value
        if drawn < care["email"]:
            return person.email.upper() if random.randrange(10) == 0 else person.email
        if drawn < care["email"] + care["email_alike"]:
            alike = dirt.email_again(random, person.email)
            return alike if self._boxes.free(alike, person.code) else person.email
        return self._boxes.another(random, person.code, people.a_handle(random))

    def _ip(self, random: Random, person: Person, again: bool) -> str:
        drawn = random.randrange(1000)
        if drawn < CAFE:
            # Cafés, libraries, exits of a network: the same for many.
            return self._public_address(random.randrange(self._places(CAFE)))
        if drawn < CAFE + STRAY_IP:
            # A provider gives an address to one customer today, and to another one tomorrow.
            return self._public_address(random.randrange(3 * 254))
        if not self._same(random, person, "ip", again):
            return people.an_address(random)
        return random.choices(person.homes, (85, 15))[0]

    def _device(self, random: Random, person: Person, again: bool) -> str:
        if random.randrange(1000) < CAFE_DEVICE:
            return f"dev-cafe-{random.randrange(self._places(CAFE_DEVICE)):04}"
        return person.device if self._same(random, person, "device", again) else people.a_device(random)

    def _wallet(self, random: Random, person: Person, again: bool) -> str:
        if random.randrange(1000) < EXCHANGE:
            return f"inv1exchange{random.randrange(self._places(EXCHANGE)):04}"
        if not person.wallet or self._same(random, person, "wallet", again):
            return person.wallet
        return people.a_wallet(random)

    def _name(self, random: Random, person: Person, again: bool) -> str:
        if person.name is None:
            return ""
        if not self._same(random, person, "name", again):
            return people.a_name(random, person.country)[0]
        return dirt.name_again(random, person.name) if again else person.name[0]

    def _facts(self, random: Random, country: str) -> tuple[str, ...]:
        seen = self._until - timedelta(seconds=int(random.expovariate(1 / (200 * 86_400))))
        written = random.choice(
            (seen.date().isoformat(), seen.strftime("%Y-%m-%d %H:%M:%S"), f"{seen:%d.%m.%Y}")
        )
        contact = "yes" if random.randrange(1000) < 4 else ""
        return weighed(random, ROLES), weighed(random, ACTIVITIES), written, country, contact

    def _rows(self, site: str) -> Iterator[tuple[str, ...]]:
        random = Random(f"{self._seed}/{site}/dirt")
        for member in self.members:
            if member.site != site:
                continue
            yield member.row
            if random.randrange(100) < TWICE:
                yield (member.handle, "", *member.row[2:])
            if random.randrange(100) < SPOILT:
                yield self._spoilt(random, member.row)

    @staticmethod
    def _spoilt(random: Random, row: tuple[str, ...]) -> tuple[str, ...]:
        place, cell = random.choice(
            (
                (0, ""),
                (0, f"{row[0]}\ufffd"),
                (1, "no address"),
                (7, "king"),
                (9, "99/99/99"),
                (10, "Atlantis"),
            )
        )
        return (*row[:place], cell, *row[place + 1 :])


def until() -> datetime:
    """A day on which the lists were seized, the same in every run that is to be compared."""
    return datetime(2026, 11, 1, tzinfo=UTC)
