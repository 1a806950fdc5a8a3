import re

from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.ids import SHAPE
from seawall.material.models import Fingerprint, Holding, Item
from seawall.material.queries.items import items_for
from seawall.material.states import EXACT, GivenFingerprint

# Evidence numbers count something; what has no digit is not worth a walk through all of them.
EVIDENCE = re.compile(r"[^/@]*\d[^/@]*")


def items_found_for(actor: Actor, text: str) -> QuerySet[Item]:
    """By an id, a fingerprint in whole, or an evidence number in whole."""
    mine = items_for(actor)
    if SHAPE.fullmatch(text):
        return mine.filter(pk=text)
    digests = _digests(text)
    if digests:
        told = Fingerprint.objects.filter(owner_id=actor.agency_id, digest__in=digests)
        return mine.filter(pk__in=told.values("item_id"))
    if not EVIDENCE.fullmatch(text):
        return mine.none()
    held = Holding.objects.filter(owner_id=actor.agency_id, evidence_number=text)
    return mine.filter(pk__in=held.values("item_id"))


def _digests(text: str) -> list[str]:
    """As each kind that it can be by its length. PDQ is compared by its distance, and never looked up as if it were exact."""
    found = []
    for kind in EXACT:
        try:
            found.append(GivenFingerprint.read(kind, text).digest)
        except Invalid:
            continue
    return found
