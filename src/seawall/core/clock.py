"""The one clock. Every time in Seawall is UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

SKEW = timedelta(days=1)
# No hour of what anybody tells today lies before it; and from here on every zone can be told as UTC.
FIRST_DAY = datetime(1900, 1, 1, tzinfo=UTC)
_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    return _standing_at.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The clock stands still at `moment`: for the demo's invented past and for tests, never for a running node."""
    token = _standing_at.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing_at.reset(token)


def in_future(**span: float) -> datetime:
    return now() + timedelta(**span)


def lies_ahead(moment: datetime) -> bool:
    """Beyond what clocks and zones that were set wrongly explain. A time without a zone may be of any."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > now() + SKEW


def cannot_have_been(moment: datetime) -> bool:
    """Of what somebody tells as past: it lies ahead, or so far back that a year was mistyped or a clock never set."""
    return lies_ahead(moment) or (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < FIRST_DAY


def stamp(moment: datetime) -> str:
    """RFC 3339 with microseconds and Z: the only written form in the trail and on the wire."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
