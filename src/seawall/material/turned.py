"""Which items look like a picture that was turned, mirrored or given borders. Its variants are asked once, when its manifest is
imported, and are not kept: afterwards an item is found by the picture as it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from seawall.core.actors import Actor
from seawall.material.matching.asked import asked
from seawall.material.matching.follower import standing_now
from seawall.material.matching.hits import Hit
from seawall.material.matching.look import Standing, look_at_items
from seawall.material.models import Item
from seawall.material.near import Near, NearItems, is_harmless
from seawall.material.states import GivenFingerprint, Stance


@dataclass(frozen=True, slots=True)
class Turned:
    """An item with the fingerprints of its picture: as it is shown, and its variants."""

    item: Item
    shown: GivenFingerprint = field(repr=False)
    variants: Sequence[GivenFingerprint] = field(repr=False)


def near_turned_for(actor: Actor, pictures: Sequence[Turned]) -> list[tuple[Item, NearItems]]:
    """What is near to a variant, for each variant that finds something. Left out is what the picture as it is shown finds by itself, what is
    harmless or in quarantine, and a picture whose variants find more than one picture honestly can. Raises `NotReady`."""
    if not pictures:
        return []
    standing = standing_now(max(each.item.turn for each in pictures))
    return [(each.item, near) for each in pictures for near in _near(standing, each, actor.agency_id)]


def _near(standing: Standing, picture: Turned, owner_id: str) -> Iterator[NearItems]:
    facts = standing.catalogue.facts(picture.item.number)
    if facts is None or facts.quarantined or is_harmless(standing, facts):
        return
    questions = list(enumerate((picture.shown, *picture.variants)))
    answer = look_at_items(standing, asked(questions), owner_id, most=settings.FLOOD)
    best = _nearest([hit for hit in answer.hits if hit.item_id != picture.item.id])
    found = [hit for hit in best if hit.question and hit.stance != Stance.HARMLESS and not hit.quarantined]
    if answer.cut or len(found) > settings.FLOOD:
        return
    for number, given in questions:
        mine = tuple(
            Near(hit.item_id, hit.distance, hit.list_id or None) for hit in found if hit.question == number
        )
        if mine:
            yield NearItems(given.digest, mine)


def _nearest(hits: Sequence[Hit]) -> list[Hit]:
    """One hit an item: of the picture as it is shown if there is one, and else of the variant that is nearest."""
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: (hit.question > 0, hit.distance, hit.question)):
        best.setdefault(hit.item_id, hit)
    return list(best.values())
