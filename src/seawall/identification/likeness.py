"""Which items may belong to the same series as others, and why. Reads alone, asked with no transaction open; other domains know the
reasons, nothing is inferred here from what is to be seen."""

from collections.abc import Collection, Iterator

from seawall.core.actors import Actor
from seawall.identification.models import SeriesItem
from seawall.identification.moving import AT_ONCE
from seawall.identification.states import Alike, Likeness
from seawall.material.queries import items_said_together_for, items_sharing_for, near_pairs_for
from seawall.material.states import TraitKind
from seawall.reports.queries import items_of_same_account, items_reported_with

SHARED = {TraitKind.DEVICE: Likeness.DEVICE, TraitKind.PLACE: Likeness.PLACE}


def alike_of(actor: Actor, item_ids: Collection[str]) -> list[Alike]:
    """For every reason, those of which at least one stands in a series, and not both in the same."""
    ids = sorted(item_ids)
    pieces = [set(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE)]
    found = [alike for some in pieces for alike in _reasons(actor, some)]
    placed = series_by_item({item_id for alike in found for item_id in alike.items})
    return [alike for alike in found if _is_apart([placed.get(one) for one in alike.items])]


def _reasons(actor: Actor, ids: Collection[str]) -> Iterator[Alike]:
    for one, other, distance in near_pairs_for(actor, ids):
        yield Alike(frozenset((one, other)), Likeness.NEAR, distance)
    for pair in items_reported_with(str(actor.agency_id), ids):
        yield Alike(frozenset(pair), Likeness.REPORT)
    for pair in items_of_same_account(str(actor.agency_id), ids):
        yield Alike(frozenset(pair), Likeness.ACCOUNT)
    for pair in items_said_together_for(actor, ids):
        yield Alike(frozenset(pair), Likeness.SOURCE)
    for kind, likeness in SHARED.items():
        for pair in items_sharing_for(actor, kind, ids):
            yield Alike(frozenset(pair), likeness)


def _is_apart(series_ids: Collection[str | None]) -> bool:
    return len(set(series_ids)) == 2


def series_by_item(item_ids: Collection[str]) -> dict[str, str]:
    return dict(SeriesItem.objects.filter(item_id__in=item_ids).values_list("item_id", "series_id"))
