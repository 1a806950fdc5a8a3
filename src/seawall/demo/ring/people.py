"""Who is behind the accounts: what a person has, and how carefully they keep their accounts apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import TypeVar

from seawall.demo.ring.words import ANIMALS, COLOURS, NAMED

T = TypeVar("T")
COUNTRIES = {"DE": 55, "NL": 14, "FR": 11, "GB": 9, "SE": 7, "BG": 4}
# How many accounts people have.
ACCOUNTS = {1: 800, 2: 150, 3: 40, 4: 10}
# Of a thousand people so many live where somebody else of the ring lives; of a hundred of those so many use the same device;
# of a hundred people so many have a wallet, so many show a name.
HOUSEHOLD, FAMILY_DEVICE, WALLET, NAME = 5, 20, 25, 60


class Care(Enum):
    """How often a further account of the same person has the same of each; in hundredths."""

    CARELESS = {
        "handle": 85,
        "email": 80,
        "email_alike": 14,
        "ip": 92,
        "device": 92,
        "wallet": 95,
        "name": 80,
    }
    MIXED = {"handle": 60, "email": 60, "email_alike": 20, "ip": 80, "device": 85, "wallet": 80, "name": 55}
    CAREFUL = {"handle": 4, "email": 4, "email_alike": 3, "ip": 30, "device": 40, "wallet": 30, "name": 5}


CARES = {Care.CARELESS: 62, Care.MIXED: 33, Care.CAREFUL: 5}


@dataclass(frozen=True, slots=True)
class Person:
    code: str
    country: str
    care: Care
    accounts: int
    handle: str
    email: str
    homes: tuple[str, ...]
    device: str
    wallet: str
    # As it is written, and as it is written without the letters.
    name: tuple[str, str] | None


class Boxes:
    """Who has which e-mail address: a provider gives each once, and does not mind full stops."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def free(self, email: str, code: str) -> bool:
        return self._owners.setdefault(email.casefold().replace(".", ""), code) == code

    def another(self, random: Random, code: str, handle: str) -> str:
        email = an_email(random, handle)
        while not self.free(email, code):
            email = an_email(random, a_handle(random))
        return email


def people(random: Random, accounts: int, boxes: Boxes) -> Iterator[Person]:
    """As many as together have at least so many accounts."""
    before: list[Person] = []
    made = 0
    while made < accounts:
        one = _person(random, before, boxes)
        yield one
        before.append(one)
        made += one.accounts


def _person(random: Random, before: Sequence[Person], boxes: Boxes) -> Person:
    code = f"person-{len(before):06}"
    country = weighed(random, COUNTRIES)
    handle = a_handle(random)
    family = random.choice(before) if before and random.randrange(1000) < HOUSEHOLD else None
    theirs = family and random.randrange(100) < FAMILY_DEVICE
    return Person(
        code=code,
        country=country,
        care=weighed(random, CARES),
        accounts=weighed(random, ACCOUNTS),
        handle=handle,
        email=boxes.another(random, code, handle),
        homes=(family.homes[0] if family else an_address(random), an_address(random)),
        device=family.device if family and theirs else a_device(random),
        wallet=a_wallet(random) if random.randrange(100) < WALLET else "",
        name=a_name(random, country) if random.randrange(100) < NAME else None,
    )


def weighed(random: Random, weights: dict[T, int]) -> T:
    return random.choices(list(weights), list(weights.values()))[0]


def a_handle(random: Random) -> str:
    """A third are bare words, which many people take; the others have digits behind them."""
    words = [random.choice(COLOURS), random.choice(ANIMALS)]
    if random.randrange(8) == 0:
        words.reverse()
    digits = "" if random.randrange(3) == 0 else str(random.randrange(10, 10 ** random.choice((2, 2, 3, 4))))
    return random.choice(("", "_", ".", "-")).join(words) + digits


def an_email(random: Random, handle: str) -> str:
    """Mostly after the handle, at one of a few large providers."""
    if random.randrange(3):
        local = handle.replace("_", ".").replace("-", ".")
    else:
        local = f"{random.choice(ANIMALS)}.{random.choice(COLOURS)}{random.randrange(10, 10_000)}"
    return f"{local}@post{random.choice(range(12))}.example"


def an_address(random: Random) -> str:
    """2001:db8::/32 is for documentation, and large enough for each home to have its own."""
    return ":".join(["2001:db8", *(f"{random.getrandbits(16):x}" for _ in range(2))]) + "::1"


def a_device(random: Random) -> str:
    return f"dev-{random.getrandbits(64):016x}"


def a_wallet(random: Random) -> str:
    return f"inv1{random.getrandbits(100):025x}"


def a_name(random: Random, country: str) -> tuple[str, str]:
    parts: Sequence[tuple[str, str]] = [random.choice(words) for words in NAMED[country]]
    return " ".join(part[0] for part in parts), " ".join(part[1] for part in parts)
