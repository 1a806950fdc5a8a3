"""What has come of the ring by now: its suspects, the children of its series, its videos, its personas. All of it is the truth that is scored against."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from random import Random

from seawall.demo.ring.accounts import Membership, Twin
from seawall.demo.ring.people import weighed
from seawall.demo.ring.personas import Child, Persona, personas
from seawall.demo.ring.size import Size


class Way(Enum):
    """How far a suspect comes."""

    NOTED = "noted"
    ENDED = "ended"
    INVESTIGATED = "investigated"
    IDENTIFIED = "identified"
    YOUTH = "youth"
    TAKEN_BACK = "taken_back"
    ARRESTED = "arrested"
    CHARGED = "charged"
    CONVICTED = "convicted"


INVESTIGATION, ARREST, CHARGE = "person_under_investigation", "person_arrested", "person_charged"
# In which figures each counts, beside that of all suspects.
COUNTS: Mapping[Way, tuple[str, ...]] = {
    Way.NOTED: (),
    Way.ENDED: (),
    Way.INVESTIGATED: (INVESTIGATION,),
    Way.IDENTIFIED: (INVESTIGATION,),
    Way.YOUTH: (INVESTIGATION,),
    Way.TAKEN_BACK: (INVESTIGATION,),
    Way.ARRESTED: (ARREST,),
    Way.CHARGED: (ARREST, CHARGE),
    Way.CONVICTED: (ARREST, CHARGE, "person_convicted"),
}


class Rung(Enum):
    """How far a child has come, by the figures in which that counts."""

    COUNTRY_KNOWN = ("victim",)
    IDENTIFIED = ("victim", "victim_identified")
    SAFEGUARDED = ("victim", "victim_identified", "victim_safeguarded")


# In hundredths.
RUNGS = {Rung.COUNTRY_KNOWN: 5, Rung.IDENTIFIED: 23, Rung.SAFEGUARDED: 72}
TOGETHER = {1: 80, 2: 15, 3: 5}
# Of a hundred people behind such an account so many are a danger to a child; `contact` and roles are what the site's own list says.
DANGEROUS = {"contact": 70, "administrator": 50, "moderator": 50, "uploader": 15, "member": 1}
# Of the suspects so many in a hundred are; investigators do not know it either.
AIMED = 75


@dataclass(frozen=True, slots=True)
class Suspect:
    """`person`: the code of the truth. `accounts` are all of theirs, the one that came first at the front."""

    person: str
    country: str
    way: Way
    accounts: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Children of one country who are seen together, and as many videos."""

    country: str
    rungs: tuple[Rung, ...]
    videos: int


class Cases:
    def __init__(self, twin: Twin, size: Size, *, seed: int) -> None:
        self._twin, self._size, self._seed = twin, size, seed

    @cached_property
    def accounts(self) -> Mapping[str, Sequence[Membership]]:
        """By their person."""
        found: defaultdict[str, list[Membership]] = defaultdict(list)
        for member in self._twin.members:
            found[member.person].append(member)
        return found

    @cached_property
    def dangerous(self) -> frozenset[str]:
        return frozenset(person for person, accounts in self.accounts.items() if self._is(person, accounts))

    def _is(self, person: str, accounts: Sequence[Membership]) -> bool:
        chance = max(max(DANGEROUS[one.role], DANGEROUS["contact"] if one.contact else 0) for one in accounts)
        return Random(f"{self._seed}/{person}/danger").randrange(100) < chance

    @cached_property
    def suspects(self) -> Sequence[Suspect]:
        """Each is somebody else: where there are fewer people, those who would come furthest are left."""
        random = Random(f"{self._seed}/suspects")
        ways = list(self._ways(random))[: len(self.accounts)]
        return [
            Suspect(person, self._twin.countries[person], way, tuple(self.accounts[person]))
            for person, way in zip(self._drawn(random, len(ways)), ways, strict=True)
        ]

    def _drawn(self, random: Random, number: int) -> list[str]:
        inside = sorted(self.dangerous)
        outside = sorted(set(self.accounts) - self.dangerous)
        random.shuffle(inside)
        random.shuffle(outside)
        drawn = []
        for _one in range(number):
            aimed = inside and (random.randrange(100) < AIMED or not outside)
            drawn.append((inside if aimed else outside).pop())
        return drawn

    def _ways(self, random: Random) -> Iterator[Way]:
        size = self._size
        convicted, charged = size.arrested // 5, size.arrested // 2
        yield from [Way.CONVICTED] * convicted
        yield from [Way.CHARGED] * (charged - convicted)
        yield from [Way.ARRESTED] * (size.arrested - charged)
        few = [Way.TAKEN_BACK, Way.YOUTH, Way.YOUTH][: size.investigated]
        yield from few
        for _one in range(size.investigated - len(few)):
            yield random.choice((Way.INVESTIGATED, Way.IDENTIFIED))
        yield from [Way.ENDED] * size.ended
        yield from [Way.NOTED] * size.noted

    @cached_property
    def series(self) -> Sequence[Series]:
        """With at least one video each."""
        random = Random(f"{self._seed}/series")
        found = [(country, rungs) for country, rungs in self._groups(random)]
        videos = [1] * len(found)
        for _more in range(self._size.videos - len(found)):
            videos[random.randrange(len(found))] += 1
        return [
            Series(country, rungs, number) for (country, rungs), number in zip(found, videos, strict=True)
        ]

    @cached_property
    def personas(self) -> Sequence[Persona]:
        children: dict[str, list[Child]] = {country: [] for country in self._size.children}
        for place, one in enumerate(self.series):
            children[one.country] += [(place, number) for number in range(len(one.rungs))]
        random = Random(f"{self._seed}/personas")
        return list(personas(random, self.runners, self._size.personas, children))

    @cached_property
    def runners(self) -> Sequence[str]:
        """The main offenders."""
        arrested = [one.person for one in self.suspects if ARREST in COUNTS[one.way]]
        return arrested[: self._size.runners]

    def concerned(self, one: Persona) -> set[str]:
        """In whose part it is, and where a child lives that it reached."""
        return {one.country, *map(self.country_of, one.children)}

    def country_of(self, child: Child) -> str:
        return self.series[child[0]].country

    def _groups(self, random: Random) -> Iterator[tuple[str, tuple[Rung, ...]]]:
        for country, children in self._size.children.items():
            left = children
            while left:
                number = min(left, weighed(random, TOGETHER))
                yield country, tuple(weighed(random, RUNGS) for _child in range(number))
                left -= number
