"""Our word on an item, as a vote says it."""

from seawall.core.actors import Actor
from seawall.federation.models import FoundWrong
from seawall.material.queries import own_word_on
from seawall.material.states import VoteReason


class Unsettled(Exception):
    """It was found wrong, and why has not reached us yet: its own job brings it. Until then nothing is changed."""


def word_on(actor: Actor, item_id: str) -> VoteReason | None:
    """What two people here agree on, else what a second assessor found; None if neither. Raises `Unsettled`."""
    word = own_word_on(actor, item_id)
    if not word.mistaken:
        return word.reason
    found = FoundWrong.objects.filter(item_id=item_id).first()
    if found is None:
        raise Unsettled
    return VoteReason(found.because)
