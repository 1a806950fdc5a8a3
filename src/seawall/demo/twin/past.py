"""Puts the months of the operation together and lives through them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import click
from django.conf import settings

from seawall.core import clock
from seawall.demo import roster
from seawall.demo.past.timeline import Timeline
from seawall.demo.people import come_to_work
from seawall.demo.ring.accounts import Twin
from seawall.demo.ring.cases import Cases
from seawall.demo.ring.size import Size
from seawall.demo.ring.truth import Truth
from seawall.demo.twin.children import Children
from seawall.demo.twin.links import Links
from seawall.demo.twin.lists import Ids, Tell, ids_of, open_ring
from seawall.demo.twin.personas import Known, Personas
from seawall.demo.twin.referring import Referring
from seawall.demo.twin.scoring import scores, told_of
from seawall.demo.twin.suspects import Suspects
from seawall.demo.twin.team import Team
from seawall.demo.twin.work import Work
from seawall.operations.actions import freeze_figures
from seawall.operations.queries import one_operation_for

if TYPE_CHECKING:
    from seawall.operations.models import Release

SPAN = timedelta(days=112)
DAY = timedelta(days=1)
# The last one after the last deed that moves a figure.
RELEASES = (45, 93, 111)
TRUTH = "truth.json"


@dataclass(frozen=True, slots=True)
class Lived:
    team: Team
    ids: Ids
    releases: list["Release"] = field(default_factory=list)


class Ring:
    """What is invented, and what is true of it."""

    def __init__(self, size: Size, *, seed: int, until: datetime) -> None:
        self.size, self.seed = size, seed
        self.twin = Twin(seed, size.accounts, until=until)
        self.cases = Cases(self.twin, size, seed=seed)
        self.truth = Truth(self.twin, self.cases)


def invent(size: Size, *, seed: int) -> None:
    """With its progress on the terminal, and its truth and how near everything came to it in a file beside the data."""
    end = clock.now()
    start = end - SPAN
    ring = Ring(size, seed=seed, until=start)
    with click.progressbar(length=size.accounts, label="Bringing in the accounts") as bar:
        operation_id = bring_in(ring, start, bar.update)
    with click.progressbar(length=int(SPAN.total_seconds()), label="Living sixteen weeks  ") as bar:

        def tell(moment: datetime) -> None:
            bar.update(int((moment - start).total_seconds()) - bar.pos)

        lived = live(ring, operation_id, start, end, tell)
    told = scores(ring.truth, lived.releases[-1], lived.ids, lived.team)
    (settings.DATA / TRUTH).write_text(ring.truth.written(seed, told.as_kept()), encoding="utf-8")


def found() -> list[str]:
    """How near the node came to the truth when it was invented."""
    file = settings.DATA / TRUTH
    return told_of(json.loads(file.read_text(encoding="utf-8"))["scores"], str(file))


def bring_in(ring: Ring, start: datetime, tell: Tell) -> str:
    with clock.at(start - DAY):
        come_to_work(roster.AGENCIES_OF_THE_RING, roster.PEOPLE_OF_THE_RING)
    with clock.at(start):
        return open_ring(ring.twin, Team.at_work(), tell)


def live(
    ring: Ring, operation_id: str, start: datetime, end: datetime, tell: Callable[[datetime], None]
) -> Lived:
    timeline, team = Timeline(start, end), Team.at_work()
    lived = Lived(team, ids_of(operation_id, team))
    suspects = Suspects(timeline, team, operation_id, lived.ids, seed=ring.seed)
    links = Links(timeline, team, operation_id, lived.ids, ring.truth.people())
    work = Work(timeline, team, operation_id, lived.ids, ring.cases.suspects)
    timeline.plan(start + 1 * DAY, links.ask)
    children = Children(timeline, team, operation_id, seed=ring.seed)
    children.come(ring.cases.series)
    suspects.come(ring.cases.suspects, ring.size.merged)
    timeline.plan(start + 72 * DAY, partial(links.answer_some, suspects))
    Referring(timeline, team, operation_id, suspects, seed=ring.seed).tell(
        ring.cases.suspects, ring.cases.runners, ring.size.referrals
    )
    known = Known(lived.ids, suspects, children)
    Personas(timeline, team, operation_id, ring.cases, known, seed=ring.seed).come()
    work.ask(ring.size.requests)
    work.plan(ring.size.measures)
    for day in RELEASES:
        timeline.plan(start + day * DAY, partial(_release, operation_id, lived))
    timeline.live(tell)
    return lived


def _release(operation_id: str, lived: Lived) -> None:
    lead = lived.team.lead
    lived.releases.append(freeze_figures(one_operation_for(lead, operation_id), clock.now(), actor=lead))
