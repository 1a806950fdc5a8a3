"""A small operation of the invented weeks: two sites, their member lists, and another country's police with a part of it, which asks providers for
data and plans a search."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.demo import roster
from seawall.demo.bringing import bring
from seawall.demo.past.hands import Hands
from seawall.demo.past.profiles import note_profiles
from seawall.demo.past.referred import plan_referrals
from seawall.demo.past.suspects import Suspects
from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.accounts import Twin
from seawall.identification.queries import series_for
from seawall.operations.actions import (
    acknowledge_request,
    add_site,
    draft_request,
    freeze_figures,
    give_part,
    name_series,
    open_operation,
    plan_measure,
    refer_series,
    send_request,
)
from seawall.operations.queries import accounts_for, one_operation_for, operations_for
from seawall.operations.states import (
    CountryTerms,
    MeasureKind,
    MeasureTerms,
    PartKind,
    PartTerms,
    Receipt,
    RequestTerms,
    SiteKind,
    SiteTerms,
    Window,
)
from seawall.people.queries import agency_by_name

if TYPE_CHECKING:
    from seawall.operations.models import Request

# About three quarters of the accounts are at the two sites.
SEED, ACCOUNTS, SERIES = 27, 640, 3
# Instrument, to whom, where: near its end, for a year, and without an end.
KEPT = (
    ("eu_preserve", "Post Example", "NL"),
    ("us_2258a", "Cloud Example", "US"),
    ("mla", "Central authority", "JP"),
)
SITES = (("Site A", SiteKind.HIDDEN), ("Site B", SiteKind.MESSENGER))


class Operation:
    def __init__(self, timeline: Timeline, hands: Hands) -> None:
        self._timeline, self._hands = timeline, hands

    def begin(self, start: datetime) -> None:
        self._timeline.plan(start + timedelta(weeks=7), self._live)
        for days, deed in (
            (20, self._preserve),
            (9, self._produce),
            (8, self._acknowledge),
            (2, self._clash),
        ):
            self._timeline.plan(self._timeline.end - timedelta(days=days), deed)

    def _live(self) -> None:
        dana = self._hands.dana
        twin = Twin(SEED, ACCOUNTS, until=clock.now())
        operation = open_operation("Lantern", actor=dana)
        for name, kind in SITES:
            site = add_site(operation, SiteTerms(name, kind), actor=dana)
            bring(site, twin.table(name), actor=dana)
        partner = agency_by_name(roster.POLICE_ABROAD.name)
        assert partner is not None
        terms = PartTerms(PartKind.INVESTIGATION, ("NL",))
        give_part(operation, terms, agency_id=partner.id, actor=dana)
        suspects = Suspects(self._timeline, operation.id, lead=dana, partner=self._hands.joost)
        # When the tables are taken in.
        self._timeline.plan(self._timeline.now + timedelta(days=1), suspects.come)
        self._timeline.plan(self._timeline.now + timedelta(days=2), partial(self._name_series, operation.id))
        self._timeline.plan(
            self._timeline.now + timedelta(days=3), partial(self._tell, operation.id, suspects)
        )
        plan_referrals(self._timeline, operation.id)
        for days in (5, 16):
            self._timeline.plan(
                self._timeline.now + timedelta(days=days), partial(self._release, operation.id)
            )

    def _preserve(self) -> None:
        """What was asked before the accounts came here, and so ends soon."""
        since = self._timeline.end - timedelta(days=57)
        for instrument, addressee, country in KEPT:
            self._ask(instrument, addressee, country, since)

    def _produce(self) -> None:
        self._asked = self._ask("eu_produce", "Hosting Example", "DE", clock.now())

    def _acknowledge(self) -> None:
        acknowledge_request(self._asked, Receipt(clock.now(), "H-2041"), actor=self._hands.joost)

    def _clash(self) -> None:
        """Two agencies plan something at the same account on the same days, and neither has answered yet."""
        dana, joost = self._hands.dana, self._hands.joost
        operation = operations_for(joost).get(code="Lantern")
        account = accounts_for(joost).filter(operation=operation).earliest("id")
        for actor, kind, days, contact in (
            (joost, MeasureKind.SEARCH, 5, "desk@politie-voorbeeld.example"),
            (dana, MeasureKind.INTERVIEW, 6, "desk@polizei-musterland.example"),
        ):
            begins = (clock.now() + timedelta(days=days)).replace(hour=6, minute=0, second=0, microsecond=0)
            window = Window(begins, begins + timedelta(hours=4), "NL", "Havenstad")
            plan_measure(operation, MeasureTerms(kind, window, contact, account.id), actor=actor)

    def _ask(self, instrument: str, addressee: str, country: str, at: datetime) -> "Request":
        joost = self._hands.joost
        operation = operations_for(joost).get(code="Lantern")
        accounts = accounts_for(joost).filter(operation=operation).order_by("id")[:6]
        ids = tuple(accounts.values_list("id", flat=True))
        one = draft_request(operation, RequestTerms(instrument, addressee, country, "L-7", ids), actor=joost)
        return send_request(one, at, actor=joost)

    def _tell(self, operation_id: str, suspects: Suspects) -> None:
        child = self._named[0].series.victims.earliest("id")
        note_profiles(operation_id, suspects.noted["DE"][0], child)
        refer_series(self._named[0], CountryTerms("SE"), actor=self._hands.jonas)

    def _name_series(self, operation_id: str) -> None:
        jonas = self._hands.jonas
        operation = one_operation_for(self._hands.dana, operation_id)
        found = series_for(jonas).order_by("id")[:SERIES]
        self._named = [name_series(operation, series.code, actor=jonas) for series in found]

    def _release(self, operation_id: str) -> None:
        dana = self._hands.dana
        freeze_figures(one_operation_for(dana, operation_id), clock.now(), actor=dana)
