"""What the desk finds by an address, a host, a contact or an id."""

from django.db.models import Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.ids import SHAPE
from seawall.core.web_addresses import NotAnAddress, parse_address
from seawall.takedown import policy
from seawall.takedown.models import Location, Notice

# Of fewer letters a part of a name is in almost all of them.
SHORTEST = 3


def locations_found_for(actor: Actor, text: str) -> QuerySet[Location]:
    """The same place however it is written; for a host alone all that lies under it; by a part of the name of a host or contact."""
    if not policy.may_see_locations(actor):
        return Location.objects.none()
    mine = Location.objects.filter(owner_id=actor.agency_id).order_by("-id")
    if SHAPE.fullmatch(text):
        return mine.filter(lines__notice_id=text) if text.startswith("ntc_") else mine.filter(pk=text)
    at = _at(text)
    return mine.filter(at) if at else mine.filter(_named(text))


def notices_found_for(actor: Actor, text: str) -> QuerySet[Notice]:
    if not policy.may_see_notices(actor):
        return Notice.objects.none()
    mine = Notice.objects.filter(owner_id=actor.agency_id).order_by("-id")
    return mine.filter(pk=text) if SHAPE.fullmatch(text) else mine.filter(_named(text))


def _named(text: str) -> Q:
    if len(text) < SHORTEST:
        return Q(pk=None)
    return Q(host__icontains=text) | Q(contact__icontains=text)


def _at(text: str) -> Q | None:
    """None for a bare name, and for an e-mail address."""
    if "/" not in text and ("." not in text or "@" in text):
        return None
    try:
        address = parse_address(text)
    except NotAnAddress:
        return None
    same = Q(digest=address.digest)
    if address.path != "/":
        return same
    below = [f"{scheme}://{address.host}/" for scheme in ("http", "https")]
    return same | Q(url__startswith=below[0]) | Q(url__startswith=below[1])
