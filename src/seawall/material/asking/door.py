"""Who comes in: a key that opens, for lists that it names, within its limits. No question to the database."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from seawall.core import arriving, budget
from seawall.core.budget import Budget
from seawall.core.errors import Refused
from seawall.core.interfaces import secret_in
from seawall.material import policy
from seawall.material.asking.questions import MOST_BYTES
from seawall.people.queries import HeldKey, held_key


class AccessKeyDoor(HttpBearer):
    """What ninja asks before a call; it also puts the bearer key on the page for programs."""

    def __call__(self, request: HttpRequest) -> HeldKey:
        return key_of(request)

    def authenticate(self, request: HttpRequest, token: str) -> HeldKey:
        return key_of(request)


def key_of(request: HttpRequest) -> HeldKey:
    key = held_key(secret_in(request))
    if not policy.may_ask_lists(key):
        raise Refused(
            _("This key does not open the match interface. The agency that gave it can change that.")
        )
    return key


def lists_of(key: HeldKey, wanted: tuple[str, ...] | None) -> frozenset[str]:
    """The lists to look on: those of the key, or of them those that the call names."""
    lists = key.lists if wanted is None else frozenset(wanted)
    if not policy.may_ask_lists(key, lists):
        raise Refused(_("This key may not ask every list that the call names."))
    return lists


def body_of(request: HttpRequest) -> bytes:
    return arriving.body_of(request, MOST_BYTES)


def budget_of(key: HeldKey) -> Budget:
    return budget.budget_of(key.key_id)
