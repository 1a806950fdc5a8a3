"""A small operation of the invented weeks: two sites, their member lists, and another country's police with a part of it."""

from datetime import datetime, timedelta
from functools import partial

from seawall.core import clock
from seawall.demo import roster
from seawall.demo.past.hands import Hands
from seawall.demo.past.members import Ring
from seawall.demo.past.suspects import Suspects
from seawall.demo.past.timeline import Timeline
from seawall.identification.queries import series_for
from seawall.operations.actions import (
    add_site,
    bring_table,
    freeze_figures,
    give_part,
    map_columns,
    name_series,
    open_operation,
    take_table,
)
from seawall.operations.queries import one_operation_for
from seawall.operations.states import (
    Column,
    Confidence,
    HintSource,
    MappingTerms,
    PartKind,
    PartTerms,
    SiteKind,
    SiteTerms,
)
from seawall.people.queries import agency_by_name

SEED, ACCOUNTS, SERIES = 27, 240, 3
SITES = (("Site A", SiteKind.HIDDEN), ("Site B", SiteKind.MESSENGER))


class Operation:
    def __init__(self, timeline: Timeline, hands: Hands) -> None:
        self._timeline, self._hands = timeline, hands

    def begin(self, start: datetime) -> None:
        self._timeline.plan(start + timedelta(weeks=7), self._live)

    def _live(self) -> None:
        dana = self._hands.dana
        ring = Ring(SEED, ACCOUNTS, until=clock.now().date())
        operation = open_operation("Lantern", actor=dana)
        for number, (name, kind) in enumerate(SITES):
            site = add_site(operation, SiteTerms(name, kind), actor=dana)
            table = bring_table(site, ring.table(number), actor=dana)
            columns = tuple(Column(code) for code in table.columns)
            map_columns(table, MappingTerms(columns, HintSource.IP, Confidence.MEDIUM), actor=dana)
            take_table(table, actor=dana)
        partner = agency_by_name(roster.POLICE_ABROAD.name)
        assert partner is not None
        terms = PartTerms(PartKind.INVESTIGATION, ("NL",))
        give_part(operation, terms, agency_id=partner.id, actor=dana)
        suspects = Suspects(self._timeline, operation.id, lead=dana, partner=self._hands.joost)
        # When the tables are taken in.
        self._timeline.plan(self._timeline.now + timedelta(days=1), suspects.come)
        self._timeline.plan(self._timeline.now + timedelta(days=2), partial(self._name_series, operation.id))
        for days in (5, 16):
            self._timeline.plan(
                self._timeline.now + timedelta(days=days), partial(self._release, operation.id)
            )

    def _name_series(self, operation_id: str) -> None:
        jonas = self._hands.jonas
        operation = one_operation_for(self._hands.dana, operation_id)
        for series in series_for(jonas).order_by("id")[:SERIES]:
            name_series(operation, series.code, actor=jonas)

    def _release(self, operation_id: str) -> None:
        dana = self._hands.dana
        freeze_figures(one_operation_for(dana, operation_id), clock.now(), actor=dana)
