"""The one clock. Every time in Seawall is UTC."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

SKEW = timedelta(days=1)
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


def stamp(moment: datetime) -> str:
    """RFC 3339 with microseconds and Z: the only written form in the trail and on the wire."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
