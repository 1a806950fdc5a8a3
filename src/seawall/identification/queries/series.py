from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.identification import policy
from seawall.identification.codes import as_written
from seawall.identification.known import pointers_to, series_of_items, standing
from seawall.identification.models import Change, Claim, Move, Series, SeriesItem, Victim
from seawall.identification.states import ClaimEnd, Known, Pointer, SeriesState
from seawall.material.queries import items_for, items_of_same_bytes_for, one_item_for

if TYPE_CHECKING:
    from seawall.material.models import Item

T = TypeVar("T")


def series_for(actor: Actor) -> QuerySet[Series]:
    if not policy.may_see(actor):
        raise Refused
    return Series.objects.filter(owner_id=actor.agency_id)


def one_series_for(actor: Actor, series_id: str) -> Series:
    mine = series_for(actor).filter(pk=checked_id(series_id, "srs"))
    return the(mine.select_related("merged_into", "opened_by").first())


def open_series_by_code(actor: Actor, text: str) -> Series | None:
    """As somebody typed it."""
    return series_for(actor).filter(code=as_written(text), state=SeriesState.OPEN).first()


def victim_for(actor: Actor, victim_id: str) -> Victim:
    if not policy.may_see(actor):
        raise Refused
    mine = Victim.objects.filter(owner_id=actor.agency_id, pk=checked_id(victim_id, "vic"))
    return the(mine.select_related("series").first())


def change_for(actor: Actor, change_id: str) -> Change:
    mine = Change.objects.filter(series__in=series_for(actor), pk=checked_id(change_id, "chg"))
    return the(mine.select_related("series").first())


def claim_for(actor: Actor, claim_id: str) -> Claim:
    mine = Claim.objects.filter(series__in=series_for(actor), pk=checked_id(claim_id, "clm"))
    return the(mine.select_related("series").first())


def items_in(series: Series) -> QuerySet[SeriesItem]:
    """Of a series that the viewer was let to."""
    return series.entries.select_related("item")


def running_claim_of(series: Series) -> Claim | None:
    claim = series.claims.filter(end=ClaimEnd.RUNNING).select_related("by").first()
    return claim if claim and claim.runs else None


def history_of(series: Series) -> QuerySet[Change]:
    """What was done here, and with other series that touched this one; the newest first."""
    both = Change.objects.filter(series=series) | Change.objects.filter(other=series)
    related = both.select_related("series", "other", "by", "undone_by", "undoes")
    return related.annotate(
        item_count=Count("moves__item"), victim_count=Count("moves__victim"), clue_count=Count("moves__clue")
    ).order_by("-id")


def loose_items_for(actor: Actor) -> "QuerySet[Item]":
    """Items of the agency that stand in no series."""
    if not policy.may_see(actor):
        raise Refused
    return items_for(actor).exclude(
        pk__in=SeriesItem.objects.filter(series__owner_id=actor.agency_id).values("item_id")
    )


def series_of_item_for(actor: Actor, item_id: str) -> Series | None:
    item = one_item_for(actor, item_id)
    return series_for(actor).filter(entries__item_id=item.id).first()


def pointers_beside(actor: Actor, series: Series) -> dict[Known, tuple[Pointer, ...]]:
    """Other agencies of this node that hold the same bytes and know the child, or work on it."""
    items = list(series.entries.values_list("item_id", flat=True))
    theirs = [
        one
        for one in series_of_items(items_of_same_bytes_for(actor, items))
        if one.owner_id != actor.agency_id
    ]
    told = (Known.SAFE, Known.WORKED_ON)
    pointers = {known: pointers_to(one for one in theirs if standing(one) is known) for known in told}
    return {known: found for known, found in pointers.items() if found}


def items_moved_by(change_id: str) -> list[str]:
    """For the node itself."""
    moves = Move.objects.filter(change_id=change_id, item__isnull=False).order_by("item_id")
    return list(moves.values_list("item_id", flat=True))


def the(found: T | None) -> T:
    if found is None:
        raise NotFound
    return found
