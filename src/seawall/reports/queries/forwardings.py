"""What was handed in elsewhere, and where that can be done."""

from django.db.models import Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.reports import policy
from seawall.reports.models import Bundle, Forwarding, Tipline
from seawall.reports.states import UNDER_WAY

MOST_SHOWN = 200


def due_forwardings() -> QuerySet[Forwarding]:
    """For the node itself: whose next call is to be made now and is made by nobody, the longest due first."""
    now = clock.now()
    due = Forwarding.objects.filter(due_at__lte=now, tipline__snag="", tipline__removed_at__isnull=True)
    return due.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now)).order_by("due_at", "id")


def forwardings_for(actor: Actor) -> QuerySet[Forwarding]:
    """Of the own agency, the newest first; who keeps the accounts and works on no report sees tests alone."""
    mine = Forwarding.objects.filter(owner_id=actor.agency_id).select_related("tipline", "opened_by")
    if policy.may_list_forwardings(actor):
        return mine.order_by("-id")
    if policy.may_keep_tiplines(actor):
        return mine.filter(test=True).order_by("-id")
    raise Refused


def forwardings_of(actor: Actor, bundle: Bundle) -> list[Forwarding]:
    return list(forwardings_for(actor).filter(bundle=bundle)[:MOST_SHOWN])


def stopped_forwardings_for(actor: Actor) -> QuerySet[Forwarding]:
    """That go on only when a person has looked, the longest waiting first."""
    return forwardings_for(actor).filter(state__in=UNDER_WAY, due_at__isnull=True).order_by("snag_since")


def one_forwarding_for(actor: Actor, forwarding_id: str) -> Forwarding:
    if not (policy.may_list_forwardings(actor) or policy.may_keep_tiplines(actor)):
        raise Refused
    mine = Forwarding.objects.filter(owner_id=actor.agency_id, pk=checked_id(forwarding_id, "fwd"))
    found = mine.select_related("tipline", "opened_by").first()
    if found is None:
        raise NotFound
    if not policy.may_handle(actor, found):
        raise Refused
    return found


def tiplines_for(actor: Actor) -> QuerySet[Tipline]:
    """Of the own agency that nobody has removed, by name."""
    if not policy.may_list_tiplines(actor):
        raise Refused
    return Tipline.objects.filter(owner_id=actor.agency_id, removed_at__isnull=True).order_by("name")


def true_tiplines_for(actor: Actor) -> QuerySet[Tipline]:
    """Where true reports can be forwarded."""
    return tiplines_for(actor).filter(test=False)


def troubled_tiplines_for(actor: Actor) -> QuerySet[Tipline]:
    return tiplines_for(actor).exclude(snag="").order_by("snag_since")


def one_tipline_for(actor: Actor, tipline_id: str) -> Tipline:
    if not policy.may_keep_tiplines(actor):
        raise Refused
    mine = Tipline.objects.filter(owner_id=actor.agency_id, pk=checked_id(tipline_id, "tip"))
    tipline = mine.select_related("added_by").first()
    if tipline is None:
        raise NotFound
    return tipline
