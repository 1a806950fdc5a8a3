"""When a term ends: the last moment of its last day by the addressee's clock. The day from which it counts is not counted."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from seawall.operations.requesting.rules import Rule
from seawall.operations.requesting.states import CountsFrom, When

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


@cache
def _table() -> dict[str, Any]:
    text = files("seawall.operations").joinpath("data/zones.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def zone_of(country: str) -> str:
    return str(_table()["zone_of_country"].get(country, _table()["first"]))


def end_of_day(day: date, zone: str) -> datetime:
    return datetime.combine(day + ONE_DAY, time.min, ZoneInfo(zone)).astimezone(UTC)


def last_day(ends_at: datetime, zone: str) -> date:
    return (ends_at - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()


def end_by(rule: Rule, since: datetime, zone: str) -> datetime:
    if rule.hours:
        return since + timedelta(hours=rule.hours)
    return _days_after(since, rule.days, zone)


def end_of_renewal(rule: Rule, old_end: datetime, sent_at: datetime, zone: str) -> datetime:
    """Never before the old end: a renewal takes nothing away."""
    if rule.renew_from is CountsFrom.END:
        return end_of_day(last_day(old_end, zone) + timedelta(days=rule.renew_days), zone)
    return max(old_end, _days_after(sent_at, rule.renew_days, zone))


def when(ends_at: datetime, zone: str, now: datetime) -> When:
    """Today is the last day by the addressee's clock, and whatever ends within a day."""
    if ends_at <= now:
        return When.PAST
    if ends_at <= now + ONE_DAY or last_day(ends_at, zone) == now.astimezone(ZoneInfo(zone)).date():
        return When.TODAY
    return When.WEEK if ends_at <= now + ONE_WEEK else When.LATER


def _days_after(since: datetime, days: int, zone: str) -> datetime:
    return end_of_day(since.astimezone(ZoneInfo(zone)).date() + timedelta(days=days), zone)
