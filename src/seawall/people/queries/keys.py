"""Access keys as the administrator of their agency sees them."""

from django.db.models import F, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.people import policy
from seawall.people.models import AccessKey
from seawall.people.queries.staff import own_agency
from seawall.people.states import Scope


def access_keys_for(actor: Actor) -> QuerySet[AccessKey]:
    """All of the own agency; those that open first, then by holder."""
    agency = own_agency(actor)
    if not policy.may_see_keys(actor, agency):
        raise Refused
    keys = AccessKey.objects.filter(owner=agency).select_related("opened_by")
    return keys.order_by(F("revoked_at").asc(nulls_first=True), "holder", "-id")


def one_access_key_for(actor: Actor, key_id: str) -> AccessKey:
    key = access_keys_for(actor).filter(pk=checked_id(key_id, "key")).first()
    if key is None:
        raise NotFound
    return key


def holders_offered_to(actor: Actor) -> list[str]:
    """Organisations that hold an open key for pulling lists, by name: with them an agreement can be signed."""
    if not policy.may_see_holders(actor):
        raise Refused
    keys = AccessKey.objects.filter(
        owner_id=actor.agency_id, revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    found = keys.order_by("holder").values_list("holder", "scopes")
    # What a key opens is a list in JSON, which SQLite cannot be asked about.
    return list(dict.fromkeys(holder for holder, scopes in found if Scope.LISTS in scopes))


def holder_of_key(key_id: str) -> str:
    """For the node itself, of whichever agency: a name, or nothing where the id is no key's."""
    return AccessKey.objects.filter(pk=key_id).values_list("holder", flat=True).first() or ""


def flagged_keys_for(actor: Actor) -> QuerySet[AccessKey]:
    """Keys that somebody should look at, the oldest flag first."""
    return (
        access_keys_for(actor)
        .filter(flagged_at__isnull=False, revoked_at__isnull=True)
        .order_by("flagged_at")
    )
