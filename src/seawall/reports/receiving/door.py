"""Who comes in to hand in reports: a key whose scope says so, within its limits."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from seawall.audit.actions import record_soon
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import OF_CALLS, Limits, budget_of
from seawall.core.errors import Refused, SeawallError, TrailUnwritable
from seawall.core.interfaces import secret_in
from seawall.core.seldom import first_in_minute
from seawall.people.actions import KeyUse, note_key_uses
from seawall.people.queries import HeldKey, held_key
from seawall.reports import policy

# The largest providers send some ten reports a second at their worst hour, and a report may take several calls.
LIMITS = Limits(per_minute=3_000, per_day=1_000_000)


class ReportsDoor(HttpBearer):
    """What ninja asks before a call; it also puts the bearer key on the page for programs."""

    def __call__(self, request: HttpRequest) -> HeldKey:
        return may_knock(held_key(secret_in(request)))

    def authenticate(self, request: HttpRequest, token: str) -> HeldKey:
        return may_knock(held_key(token))


def may_knock(key: HeldKey) -> HeldKey:
    if not policy.may_hand_in(key):
        raise Refused(_("This key does not hand in reports. The agency that gave it can change that."))
    return key


def count_call(key: HeldKey, reports: int = 1) -> None:
    """Raises `TooOften`. Calls that are refused count too; a table counts each of its rows."""
    budget_of(f"{key.key_id}.reports").take(reports, LIMITS, said=OF_CALLS)


@contextmanager
def noted(key: HeldKey) -> Iterator[None]:
    """In each minute the first call says that the key is in use, and the first refusal of each kind leaves a line."""
    if first_in_minute("reports used", key.key_id):
        note_key_uses([KeyUse(key.key_id, clock.now(), 0)], actor=Actor.system(key.owner_id))
    try:
        yield
    except SeawallError as error:
        if not isinstance(error, TrailUnwritable) and first_in_minute(
            "reports", key.key_id, str(error.status)
        ):
            record_soon("reports.hand_in_refused", actor=key.actor, subject=key.key_id, status=error.status)
        raise
