"""The times of a session: when it began, when the person was last here, when a second factor was last shown."""

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from seawall.core import clock
from seawall.people.states import Ending

BEGAN = "seawall_began"
SEEN = "seawall_seen"
# Written at most twice a minute: a write at every request would cost more than it tells.
COARSE = 30
FRESH = timedelta(minutes=5)


def begin(session: Any) -> None:
    session[BEGAN] = session[SEEN] = clock.now().timestamp()


def ending(session: Any) -> Ending | None:
    """Why the session is over, or None while it lasts."""
    now = clock.now().timestamp()
    if now - session.get(SEEN, now) >= settings.SIGN_IN_IDLE.total_seconds():
        return Ending.IDLE
    if now - session.get(BEGAN, now) >= settings.SIGN_IN_LONGEST.total_seconds():
        return Ending.AGE
    return None


def touch(session: Any) -> None:
    if BEGAN not in session:
        begin(session)
    now = clock.now().timestamp()
    if now - session[SEEN] >= COARSE:
        session[SEEN] = now


def ends_at(session: Any) -> datetime:
    first = min(
        session[SEEN] + settings.SIGN_IN_IDLE.total_seconds(),
        session[BEGAN] + settings.SIGN_IN_LONGEST.total_seconds(),
    )
    return datetime.fromtimestamp(first, UTC)


def factor_shown_at(request: HttpRequest) -> float | None:
    """When this session last saw a second factor; a password is none, however often it is typed."""
    person = request.user if request.user.is_authenticated else None
    records = get_authentication_records(request, person)
    times = [float(record["at"]) for record in records if record.get("method") == "mfa"]
    return max(times, default=None)


def is_fresh(request: HttpRequest) -> bool:
    shown = factor_shown_at(request)
    return shown is not None and clock.now().timestamp() - shown < FRESH.total_seconds()


def factor_used(request: HttpRequest, user: Any) -> str:
    """Which factor opened this session: told in the trail."""
    records = [r for r in get_authentication_records(request, user) if r.get("method") == "mfa"]
    return str(records[-1].get("type", "")) if records else ""
