"""What two people here agree on about a file, in the few marks that the format has for it."""

from collections.abc import Iterable

from seawall.core.actors import Actor
from seawall.material.queries import items_for, opinions_for
from seawall.material.states import AgeBand, Answer, ItemState, Labels
from seawall.wire.cybertip.constants import FileAnnotation


def labels_of(item_ids: Iterable[str], actor: Actor) -> dict[str, frozenset[FileAnnotation]]:
    """By item. Of what is not confirmed nothing is said; the categories of the industry's memorandum are never said."""
    confirmed = items_for(actor).filter(pk__in=set(item_ids), state=ItemState.CONFIRMED)
    found = {}
    for item in confirmed:
        opinions = opinions_for(actor, item).filter(withdrawn_at__isnull=True)
        given = [_marks(opinion.labels) for opinion in opinions]
        found[item.id] = frozenset.intersection(*given) if given else frozenset()
    return found


def _marks(labels: Labels) -> frozenset[FileAnnotation]:
    marks = {
        FileAnnotation.GENERATED: labels.ai_generated == Answer.YES,
        FileAnnotation.FIRST_PERSON: labels.coerced == Answer.YES,
        FileAnnotation.INFANT: labels.age == AgeBand.INFANT,
    }
    return frozenset(mark for mark, holds in marks.items() if holds)
