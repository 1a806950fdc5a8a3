"""What a specialist finds by a code, an id or a word; of another agency's records nothing."""

from django.db.models import Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import SHAPE
from seawall.identification import policy
from seawall.identification.codes import as_written
from seawall.identification.models import Clue, ClueRequest, Series, Victim
from seawall.identification.queries.series import series_for

# Of fewer letters every clue would be found.
SHORTEST = 3


def series_found_for(actor: Actor, text: str) -> QuerySet[Series]:
    if SHAPE.fullmatch(text):
        return series_for(actor).filter(pk=text)
    return series_for(actor).filter(code=as_written(text))


def victims_found_for(actor: Actor, text: str) -> QuerySet[Victim]:
    if not policy.may_see(actor):
        raise Refused
    mine = Victim.objects.filter(owner_id=actor.agency_id).select_related("series")
    return mine.filter(pk=text) if SHAPE.fullmatch(text) else mine.filter(code=as_written(text))


def clues_found_for(actor: Actor, text: str) -> QuerySet[Clue]:
    """By their words too, for they are the agency's own people's to open; the words themselves stay masked."""
    if not policy.may_see(actor):
        raise Refused
    mine = Clue.objects.filter(owner_id=actor.agency_id).select_related("series")
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    by_code = mine.filter(code=as_written(text))
    return by_code | mine.filter(words__icontains=text) if len(text) >= SHORTEST else by_code


def cards_found_for(actor: Actor, text: str) -> QuerySet[ClueRequest]:
    """What the agency has asked outside, by the words of the card: two people have read them, and they name nobody."""
    if not policy.may_see(actor):
        raise Refused
    mine = ClueRequest.objects.filter(owner_id=actor.agency_id).select_related("clue").order_by("-id")
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    if len(text) < SHORTEST:
        return mine.none()
    told = Q(title__icontains=text) | Q(words__icontains=text) | Q(question__icontains=text)
    return mine.filter(told)
