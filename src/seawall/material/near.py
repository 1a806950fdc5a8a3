"""Which items look like an item. Asked outside of any transaction: the index is searched, the database only says what the
item is. What is found is evidence between two items; whether they are the same is for a person to say."""

from dataclasses import dataclass

from django.conf import settings

from seawall.material.matching.asked import asked
from seawall.material.matching.facts import ItemFacts
from seawall.material.matching.follower import standing_now
from seawall.material.matching.hits import Hit
from seawall.material.matching.look import Standing, look_at_items
from seawall.material.models import Item
from seawall.material.states import WIDEST_RADIUS, FingerprintKind, GivenFingerprint, Stance

# A person has said that so many matches are right; past this nobody could answer them anyway.
MOST_OF_RELEASED = 10_000


@dataclass(frozen=True, slots=True)
class Near:
    """One item that looks like another: how far they are apart, and the list on whose account it counts, if any."""

    item_id: str
    distance: int
    list_id: str | None = None


@dataclass(frozen=True, slots=True)
class NearItems:
    """`digest`: of the fingerprint that was asked. `flood`: how many items are near when they are more than one picture
    can honestly be near to; then none is named."""

    digest: str = ""
    near: tuple[Near, ...] = ()
    flood: int = 0


NOTHING = NearItems()


def near_items(item: Item, radius: int = WIDEST_RADIUS) -> NearItems:
    """The owner's other items that look like this one. Nothing, where this one is known to be harmless or in quarantine."""
    standing = standing_now(item.turn)
    facts = standing.catalogue.facts(item.number)
    given = _picture(item)
    if given is None or facts is None or facts.quarantined or is_harmless(standing, facts):
        return NOTHING
    most = MOST_OF_RELEASED if item.released_at else settings.FLOOD
    answer = look_at_items(standing, asked([(0, given)]), item.owner_id, radius=radius, most=most + 2)
    near = tuple(
        Near(hit.item_id, hit.distance, hit.list_id or None) for hit in answer.hits if _counts(hit, item)
    )
    if len(near) > most:
        return NearItems(given.digest, flood=len(near))
    return NearItems(given.digest, near)


def is_harmless(standing: Standing, facts: ItemFacts) -> bool:
    on = (standing.catalogue.lists.get(entry.list_id) for entry in facts.entries)
    return any(one and one.matching and one.stance == Stance.HARMLESS for one in on)


def _counts(hit: Hit, item: Item) -> bool:
    """Not itself; not what is known to be harmless, or matches so much that nothing acts on it."""
    return hit.item_id != item.id and hit.stance != Stance.HARMLESS and not hit.quarantined


def _picture(item: Item) -> GivenFingerprint | None:
    """What can be near at all: bytes are equal or not, and equal bytes are one item already."""
    held = item.fingerprints.filter(kind=FingerprintKind.PDQ).first()
    if held is None:
        return None
    # To the matcher, not to a page.
    return GivenFingerprint(FingerprintKind.PDQ, held.value.secret, held.quality)
