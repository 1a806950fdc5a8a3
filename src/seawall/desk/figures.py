"""The agency's own figures, put together from the domains: what the page draws and what the file holds are the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dates import MONTHS_3
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.templatetags.charts import Bar
from seawall.desk.policy import may_see_funnel
from seawall.reports import queries as reports
from seawall.reports.queries import Funnel
from seawall.reports.states import Outcome
from seawall.takedown.queries import Figures, Removed, figures_for

AGES: dict[str, Promise] = {
    "under_2_days": gettext_lazy("Under 2 days"),
    "under_1_week": gettext_lazy("2 days to 1 week"),
    "under_4_weeks": gettext_lazy("1 to 4 weeks"),
    "over_4_weeks": gettext_lazy("Over 4 weeks"),
}


@dataclass(frozen=True)
class Period:
    """So many calendar weeks or months up to now, the running one among them: no column is cut at its beginning."""

    code: str
    words: Promise
    weeks: int = 0
    months: int = 0

    def since(self, now: datetime) -> datetime:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.weeks:
            return midnight - timedelta(days=midnight.weekday(), weeks=self.weeks - 1)
        month = midnight.year * 12 + midnight.month - self.months
        return midnight.replace(year=month // 12, month=month % 12 + 1, day=1)

    def name_of(self, day: date) -> str:
        """The week or month in which a day falls, as a column is labelled."""
        if self.months:
            return str(MONTHS_3[day.month]).title()
        return _("W%(week)s") % {"week": day.isocalendar().week}


PERIODS = (
    Period("4-weeks", gettext_lazy("4 weeks"), weeks=4),
    Period("13-weeks", gettext_lazy("13 weeks"), weeks=13),
    Period("year", gettext_lazy("12 months"), months=12),
)


def period_of(code: str) -> Period:
    return next((period for period in PERIODS if period.code == code), PERIODS[1])


@dataclass(frozen=True)
class Board:
    """Everything the figures page shows. `as_of` is said with every number, because numbers move."""

    period: Period
    since: datetime
    as_of: datetime
    removal: Figures
    # None for whoever does not work on reports.
    funnel: Funnel | None
    outcomes: dict[str, int]
    # A count for each day of the period, empty days too.
    received: list[tuple[date, int]]

    @property
    def removed_within(self) -> list[Bar]:
        """Each time limit holds the shorter ones: up to a week counts what was gone in two days too."""
        both = (self.removal.inland, self.removal.abroad)
        whole = self.noticed
        return [
            Bar(str(words), count, share_in_words(count, whole))
            for words, count in (
                (_("Up to 2 days"), sum(side.within_2_days for side in both)),
                (_("Up to 1 week"), sum(side.within_1_week for side in both)),
                (_("Up to 4 weeks"), sum(side.within_4_weeks for side in both)),
            )
        ]

    @property
    def noticed(self) -> int:
        return self.removal.inland.noticed + self.removal.abroad.noticed

    @property
    def way(self) -> list[Bar]:
        """From report to removal; each number is of reports received in the period."""
        funnel = self.funnel
        if funnel is None:
            return []
        return [
            Bar(_("Reports received"), funnel.received),
            Bar(_("Assessed"), funnel.assessed),
            Bar(_("Removal wanted"), funnel.removal_wanted),
            Bar(_("Notice sent"), funnel.noticed),
            Bar(_("Gone"), funnel.gone),
        ]

    @property
    def decided_as(self) -> list[Bar]:
        """What the bundles decided in the period came to."""
        return [Bar(str(Outcome(code).label), count) for code, count in self.outcomes.items()]

    @property
    def received_by_time(self) -> list[Bar]:
        """By week, and by month when the period is a year: no more columns than fit a phone."""
        counts: dict[str, int] = {}
        for day, count in self.received:
            name = self.period.name_of(day)
            counts[name] = counts.get(name, 0) + count
        return [Bar(name, count) for name, count in counts.items()]

    @property
    def removal_parts(self) -> list[str]:
        return [_("2 days"), _("1 week"), _("4 weeks"), _("later"), _("still there")]

    @property
    def inland_and_abroad(self) -> list[tuple[str, list[int]]]:
        return [(_("Inland"), apart(self.removal.inland)), (_("Abroad"), apart(self.removal.abroad))]

    @property
    def age_parts(self) -> list[str]:
        return [_("Inland"), _("Abroad"), _("Country unknown")]

    @property
    def open_by_age(self) -> list[tuple[str, list[int]]]:
        return [
            (str(AGES[age.label]), [age.inland, age.abroad, age.unknown]) for age in self.removal.open_by_age
        ]


def apart(removed: Removed) -> list[int]:
    """The time limits as parts that do not overlap, so that they add up to all notices."""
    return [
        removed.within_2_days,
        removed.within_1_week - removed.within_2_days,
        removed.within_4_weeks - removed.within_1_week,
        removed.later,
        removed.still_there,
    ]


def share_in_words(count: int, whole: int) -> str:
    return _("%(share)s %%") % {"share": round(100 * count / whole)} if whole else ""


def board_for(actor: Actor, period: Period) -> Board:
    now = clock.now()
    since = period.since(now)
    funnel = reports.funnel_for(actor, since) if may_see_funnel(actor) else None
    received = every_day(reports.received_by_day_for(actor, since), since, now) if funnel else []
    outcomes = reports.outcomes_for(actor, since) if funnel else {}
    return Board(period, since, now, figures_for(actor, since=since), funnel, outcomes, received)


def every_day(counted: list[tuple[str, int]], since: datetime, now: datetime) -> list[tuple[date, int]]:
    """A day on which nothing came is a zero, not a gap."""
    counts = dict(counted)
    days = [since.date() + timedelta(days=number) for number in range((now.date() - since.date()).days + 1)]
    return [(day, counts.get(day.isoformat(), 0)) for day in days]


def rows_of(board: Board) -> Iterator[list[str | int]]:
    """For the file: one number a line, so that it can be counted on with any spreadsheet. Codes stay the same in all languages."""
    yield ["figure", "part", "where", "count"]
    for where, removed in (("inland", board.removal.inland), ("abroad", board.removal.abroad)):
        yield ["noticed", "all", where, removed.noticed]
        yield ["removed", "within_2_days", where, removed.within_2_days]
        yield ["removed", "within_1_week", where, removed.within_1_week]
        yield ["removed", "within_4_weeks", where, removed.within_4_weeks]
        yield ["removed", "later", where, removed.later]
        yield ["still_there", "all", where, removed.still_there]
    if board.funnel is not None:
        for name in ("received", "assessed", "removal_wanted", "noticed", "gone", "spared"):
            yield ["reports", name, "all", getattr(board.funnel, name)]
    for code, count in board.outcomes.items():
        yield ["decided", code, "all", count]
    for day, count in board.received:
        yield ["received", day.isoformat(), "all", count]
    for age in board.removal.open_by_age:
        yield ["open", age.label, "inland", age.inland]
        yield ["open", age.label, "abroad", age.abroad]
        yield ["open", age.label, "unknown", age.unknown]
    for state, count in board.removal.states.items():
        yield ["locations", state, "all", count]
