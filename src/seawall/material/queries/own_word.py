from collections import Counter
from typing import NamedTuple

from seawall.core.actors import Actor
from seawall.material.models import Item
from seawall.material.queries.decisions import verdicts_of
from seawall.material.queries.items import one_item_for
from seawall.material.schemes import NO_VERDICT, Scheme, schemes
from seawall.material.settling import standing
from seawall.material.states import AgeBand, ItemState, VoteReason


class OwnWord(NamedTuple):
    """What people here have found about an item, as a reason of a vote; None while that is nothing certain. `mistaken`: a second assessor
    found that it was wrong, and nobody has agreed on anything else since."""

    reason: VoteReason | None
    mistaken: bool = False


def own_word_on(actor: Actor, item_id: str) -> OwnWord:
    """For the node itself, which tells it to the sources from which the item came."""
    item = one_item_for(actor, item_id)
    if item.state != ItemState.CONFIRMED:
        return OwnWord(None, item.mistaken_at is not None)
    return OwnWord(_agreed(item))


def _agreed(item: Item) -> VoteReason | None:
    """For it, if any scheme puts it into a class for which removal is asked. Against it only if none could: what a table leaves open may
    yet be one."""
    verdicts = verdicts_of(item)
    found = {one.id: (one, verdicts[one.id].category) for one in _removing() if one.id in verdicts}
    if any(_removes(scheme, category) for scheme, category in found.values()):
        return VoteReason.OWN_OPINION
    if len(found) < len(_removing()) or any(category == NO_VERDICT for _scheme, category in found.values()):
        return None
    ages = Counter(opinion.age for opinion in standing(item))
    return VoteReason.ADULT if 2 * ages[AgeBand.ADULT] > ages.total() else VoteReason.OTHER_CLASS


def _removing() -> list[Scheme]:
    return [scheme for scheme in schemes() if any(one.remove for one in scheme.categories.values())]


def _removes(scheme: Scheme, category: str) -> bool:
    return category in scheme.categories and scheme.categories[category].remove
