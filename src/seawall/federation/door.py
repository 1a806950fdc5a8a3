"""Who comes in to pull lists: a key whose scope says so, within its limits."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from seawall.core.budget import OF_CALLS, Limits, budget_of
from seawall.core.errors import Refused
from seawall.core.interfaces import secret_in
from seawall.federation import policy
from seawall.people.queries import HeldKey, held_key

# A list of a million entries is taken over within ten minutes; after that a receiver asks once a minute or so.
LIMITS = Limits(per_minute=120, per_day=20_000)


class ListsDoor(HttpBearer):
    """What ninja asks before a call; it also puts the bearer key on the page for programs."""

    def __call__(self, request: HttpRequest) -> HeldKey:
        return key_of(request)

    def authenticate(self, request: HttpRequest, token: str) -> HeldKey:
        return key_of(request)


def key_of(request: HttpRequest) -> HeldKey:
    return key_of_secret(secret_in(request))


def key_of_secret(secret: str) -> HeldKey:
    key = held_key(secret)
    if not policy.may_knock(key):
        raise Refused(_("This key does not pull lists. The agency that gave it can change that."))
    return key


def count_call(key: HeldKey) -> None:
    """Raises `TooOften`. Calls that find nothing count too: nobody should try out the ids of lists."""
    budget_of(f"{key.key_id}.pulls").take(1, LIMITS, said=OF_CALLS)
