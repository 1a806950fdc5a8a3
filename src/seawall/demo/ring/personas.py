"""The invented profiles of the ring: which main offender ran them, where, by what method, and which children of its series they reached. A child is a
place in the plan and nothing else."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from seawall.demo.ring.people import a_handle
from seawall.operations.states import Method, ShownAge

# The place of a series in the plan, and that of a child in the series.
Child = tuple[int, int]
PLATFORMS = ("Chat Example", "Game Example", "Clip Example", "Penfriend Example", "Photo Example")
# Of a hundred children so many were reached by a persona; of a hundred of those so many by a second one too.
REACHED, AGAIN = 40, 15
# A profile in one of these also reached somebody in the other: two countries have to be told of it.
BEYOND = {"GB": "BG", "BG": "GB"}
MOST_UNIDENTIFIED = 15
# Of a hundred profiles for so many the country is first another one; for so many a child is first taken for reached.
ELSEWHERE, MISTAKEN = 20, 25


@dataclass(frozen=True, slots=True)
class Persona:
    """`person`: the code of the truth, who runs it with their first account or with one that nobody knows. `written`: its platform, as somebody put
    it down; `thought`: the country it was put down with first. `seen`: so many days before the lists were seized."""

    person: str
    country: str
    thought: str
    platform: str
    written: str
    method: Method
    shown_age: ShownAge
    handle: str
    seen: tuple[int, int]
    unidentified: int
    children: tuple[Child, ...]
    mistaken: tuple[Child, ...]
    by_account: bool


def personas(
    random: Random, runners: Sequence[str], number: int, children: Mapping[str, Sequence[Child]]
) -> Iterator[Persona]:
    """`children`: by their country. Each main offender goes from country to country, until there are so many."""
    countries = list(children)
    places = [countries[place // len(runners) % len(countries)] for place in range(number)] if runners else []
    reached = _reached(random, places, children)
    everybody = {child for some in reached.values() for child in some}
    for place, country in enumerate(places):
        others = [child for child in children[country] if child not in everybody]
        is_mistaken = others and random.randrange(100) < MISTAKEN
        platform = random.choice(PLATFORMS)
        last = random.randrange(2, 200)
        yield Persona(
            person=runners[place % len(runners)],
            country=country,
            thought=random.choice(countries) if random.randrange(100) < ELSEWHERE else country,
            platform=platform,
            written=random.choice((platform, platform, platform.upper(), platform.replace(" ", "-").lower())),
            method=random.choice(list(Method)),
            shown_age=random.choice(list(ShownAge)),
            handle=a_handle(random),
            seen=(last + random.randrange(400), last),
            unidentified=random.randrange(MOST_UNIDENTIFIED),
            children=tuple(sorted(reached[place])),
            mistaken=(random.choice(others),) if is_mistaken else (),
            by_account=bool(random.randrange(2)),
        )


def _reached(
    random: Random, places: Sequence[str], children: Mapping[str, Sequence[Child]]
) -> defaultdict[int, set[Child]]:
    """By the place of each persona: whom it reached."""
    found: defaultdict[int, set[Child]] = defaultdict(set)
    for country, there in children.items():
        mine = [place for place, where in enumerate(places) if where == country]
        if not mine or not there:
            continue
        for child in random.sample(list(there), max(1, len(there) * REACHED // 100)):
            found[random.choice(mine)].add(child)
            if random.randrange(100) < AGAIN:
                found[random.choice(mine)].add(child)
        beyond = [place for place, where in enumerate(places) if where == BEYOND.get(country)]
        if beyond:
            found[random.choice(beyond)].add(random.choice(there))
    return found
