"""Puts the invented weeks together and lives through them."""

from datetime import datetime, timedelta

import click

from seawall.core import clock
from seawall.demo.internet.carried import Carried, Page
from seawall.demo.past.desk import Desk
from seawall.demo.past.elsewhere import Elsewhere
from seawall.demo.past.hands import Hands
from seawall.demo.past.lookalikes import Lookalikes
from seawall.demo.past.operation import Operation
from seawall.demo.past.outside import Outside
from seawall.demo.past.provider import Host
from seawall.demo.past.reporters import Reporters
from seawall.demo.past.shelf import Shelf
from seawall.demo.past.things import Inventor
from seawall.demo.past.timeline import Timeline
from seawall.demo.past.together import Together
from seawall.demo.people import come_to_work
from seawall.demo.places import FRESH, Places
from seawall.people.queries import public_agency

WEEKS = timedelta(weeks=10)
REPORTS = 180


def invent(places: Places, carried: Carried, *, reports: int = REPORTS) -> None:
    """Everything up to now. Times are real times before now, so that "two days ago" on a page is two days ago."""
    end = clock.now()
    start = end - WEEKS
    with clock.at(start - timedelta(days=1)):
        come_to_work()
    agency = public_agency()
    things = Inventor(places, start, end, reports=reports).things()
    carried.carry([Page(*FRESH, "A wooden bridge"), *(thing.page for thing in things if thing.page)])
    timeline, hands = Timeline(start, end), Hands.of_the_demo()
    reporters = Reporters(timeline, agency.id)
    desk = Desk(timeline, hands, Outside(timeline, hands, carried).remove)
    shelf = Shelf(timeline, hands)
    shelf.open(start)
    Lookalikes(timeline, hands).come(start)
    Host(timeline, hands).come(start, things)
    Operation(timeline, hands).begin(start)
    Elsewhere(timeline, hands, places).come(things)
    Together(timeline).come(start)
    for thing in things:
        reporters.tell(thing)
        desk.work_on(thing)
        shelf.work_on(thing)
    with click.progressbar(length=int(WEEKS.total_seconds()), label="Inventing ten weeks") as bar:

        def tell(moment: datetime) -> None:
            bar.update(int((moment - start).total_seconds()) - bar.pos)

        timeline.live(tell)
