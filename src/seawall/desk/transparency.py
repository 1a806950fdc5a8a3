"""A provider's own figures by month: each number is defined here, once, for the page and for the file alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.material.queries.asked import AskedCounts, asked_by_month
from seawall.reports.queries.handed_in import HandedInMonth, handed_in_by_month
from seawall.takedown.queries import Answered, answered_by_month

MONTHS = 13
Number = int | float | None


@dataclass(frozen=True, slots=True)
class Month:
    """What the domains say of one month."""

    year: int
    month: int
    notices: Answered
    reports: HandedInMonth
    asked: AskedCounts

    @property
    def code(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def numbers(self) -> list[Number]:
        return [column.of(self) for column in COLUMNS]


@dataclass(frozen=True, slots=True)
class Column:
    """`code` heads the column in the file, `label` on the page."""

    code: str
    label: Promise
    definition: Promise
    of: Callable[[Month], Number]


NOTICES = (
    Column(
        "notices_received",
        _("Notices"),
        _("Notices sent in this month to a contact of yours."),
        lambda month: month.notices.notices,
    ),
    Column(
        "addresses_received",
        _("Addresses"),
        _("Addresses that those notices name; one that two notices name is two."),
        lambda month: month.notices.addresses,
    ),
    Column(
        "answered_within_24_hours",
        _("Answered within 24 hours"),
        _(
            "Of those addresses: first answered, with whatever answer, at most 24 hours after the notice was sent."
        ),
        lambda month: month.notices.within_a_day,
    ),
    Column(
        "answered_within_7_days",
        _("Within 7 days"),
        _("Of those addresses: first answered after more than 24 hours and at most 7 days."),
        lambda month: month.notices.within_a_week,
    ),
    Column(
        "answered_later",
        _("Later"),
        _("Of those addresses: first answered after more than 7 days."),
        lambda month: month.notices.later,
    ),
    Column(
        "not_answered",
        _("Not answered"),
        _("Of those addresses: no answer so far, also where they are gone."),
        lambda month: month.notices.unanswered,
    ),
    Column(
        "median_hours_to_answer",
        _("Median hours"),
        _("Half of the answered addresses were answered at least as fast. Empty where none was answered."),
        lambda month: month.notices.median_hours,
    ),
    Column(
        "objections_raised",
        _("Objections"),
        _("Objections that you raised in this month, one for each address."),
        lambda month: month.notices.objections,
    ),
    Column(
        "objections_upheld",
        _("Upheld"),
        _("Of those objections: a reviewer has agreed, and the notice was withdrawn for this address."),
        lambda month: month.notices.upheld,
    ),
    Column(
        "objections_refused",
        _("Refused"),
        _("Of those objections: a reviewer has decided that the notice stands."),
        lambda month: month.notices.rejected,
    ),
)
REPORTS = (
    Column(
        "reports_handed_in",
        _("Reports"),
        _("Reports that your machines finished in this month. Tests are left out."),
        lambda month: month.reports.reports,
    ),
    Column(
        "reports_complete",
        _("Complete"),
        _("Of those reports: with all that is needed to work on them, as the answer to the report said."),
        lambda month: month.reports.complete,
    ),
    Column(
        "reports_led_to_action",
        _("Led to action"),
        _("Of those reports: removal was asked for or they were passed to the police, as of today."),
        lambda month: month.reports.led_to_action,
    ),
)
MATCHING = (
    Column(
        "fingerprints_looked_up",
        _("Look-ups"),
        _(
            "Fingerprints that your machines asked about in this month, each once a call. Counted since this node has this page."
        ),
        lambda month: month.asked.fingerprints,
    ),
    Column(
        "hits_exact",
        _("Exact hits"),
        _(
            "Answers to those questions that named an item with the same fingerprint; on two lists it counts twice."
        ),
        lambda month: month.asked.exact,
    ),
    Column(
        "hits_near",
        _("Near hits"),
        _("Answers to those questions that named an item that looks alike; on two lists it counts twice."),
        lambda month: month.asked.near,
    ),
)
COLUMNS = (*NOTICES, *REPORTS, *MATCHING)


@dataclass(frozen=True, slots=True)
class Row:
    month: str
    numbers: list[tuple[Column, Number]]

    @property
    def is_empty(self) -> bool:
        return not any(number for _column, number in self.numbers)


@dataclass(frozen=True, slots=True)
class Table:
    """A part of the figures, as the page shows it."""

    code: str
    title: Promise
    columns: tuple[Column, ...]
    rows: list[Row]


def tables_of(months: list[Month]) -> list[Table]:
    def table(code: str, title: Promise, columns: tuple[Column, ...]) -> Table:
        rows = [Row(month.code, [(column, column.of(month)) for column in columns]) for month in months]
        return Table(code, title, columns, rows)

    return [
        table("notices", _("Notices to you"), NOTICES),
        table("reports", _("Reports from you"), REPORTS),
        table("matching", _("What your machines looked up"), MATCHING),
    ]


def months_for(actor: Actor) -> list[Month]:
    """This month, which still runs, and the twelve before it; the newest first."""
    wanted = list(_months_before(clock.now()))
    since = datetime(*wanted[-1], 1, tzinfo=UTC)
    notices = answered_by_month(actor, since)
    reports, asked = handed_in_by_month(actor, since), asked_by_month(actor, since.date())
    return [
        Month(
            *which,
            notices.get(which) or Answered(),
            reports.get(which) or HandedInMonth(),
            asked.get(which) or AskedCounts(),
        )
        for which in wanted
    ]


def _months_before(now: datetime) -> Iterator[tuple[int, int]]:
    last = now.year * 12 + now.month - 1
    return ((number // 12, number % 12 + 1) for number in range(last, last - MONTHS, -1))


def rows_of(months: list[Month]) -> Iterator[list[str | Number]]:
    """For the file: codes and numbers and nothing else, so that no cell can be taken for a formula."""
    yield ["month", *(column.code for column in COLUMNS)]
    for month in months:
        yield [month.code, *month.numbers]
