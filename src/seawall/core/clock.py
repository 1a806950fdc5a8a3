"""The one clock. Every time in Seawall is UTC."""

from datetime import UTC, datetime, timedelta


def now() -> datetime:
    return datetime.now(UTC)


def in_future(**span: float) -> datetime:
    return now() + timedelta(**span)


def stamp(moment: datetime) -> str:
    """RFC 3339 with microseconds and Z: the only written form in the trail and on the wire."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
