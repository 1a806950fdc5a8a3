"""What a demonstration tells: the weeks of a hotline, or the operation against a ring. Both stand on the same little internet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from seawall.demo import past, walk
from seawall.demo.internet.carried import Carried
from seawall.demo.places import Places
from seawall.demo.ring.size import Size
from seawall.demo.roster import PEOPLE, PEOPLE_OF_THE_RING, Person
from seawall.demo.twin import past as months
from seawall.demo.twin import walk as ring_walk
from seawall.demo.walk import Step


@dataclass(frozen=True, slots=True)
class Story:
    """`folder`: of its data, so that one does not forget the other. `asked`: the options by which it was invented, and only by which it
    goes on. `found`: what the terminal says beside the walk."""

    folder: str
    people: Sequence[Person]
    lede: str | Promise
    steps: Callable[[Places, str], list[Step]]
    invent: Callable[[Places, Carried], None]
    has_console: bool = True
    asked: Mapping[str, int] = field(default_factory=dict)
    found: Callable[[], list[str]] = list


def weeks(reports: int) -> Story:
    def invent(places: Places, carried: Carried) -> None:
        past.invent(places, carried, reports=reports)

    return Story("demo", PEOPLE, walk.LEDE, walk.steps, invent)


def ring(accounts: int, seed: int) -> Story:
    def invent(_places: Places, _carried: Carried) -> None:
        months.invent(Size.of(accounts), seed=seed)

    return Story(
        folder="demo-ring",
        people=PEOPLE_OF_THE_RING,
        lede=ring_walk.LEDE,
        steps=ring_walk.steps,
        invent=invent,
        has_console=False,
        asked={"seed": seed, "accounts": accounts},
        found=months.found,
    )
