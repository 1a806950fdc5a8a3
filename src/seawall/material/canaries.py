"""Canaries that come back to us in other ways than by a question at the match interface: with an import, a foreign list, a
look-up at the desk."""

from collections.abc import Collection

from seawall.core.actors import Actor
from seawall.material.actions.notice_canary import notice_canary
from seawall.material.models import Canary, CanaryPrint, Item
from seawall.material.states import GivenFingerprint


def notice_canaries(fingerprints: Collection[GivenFingerprint], actor: Actor) -> None:
    """Part of the deed that was given these fingerprints; one question to the database."""
    notice_digests([given.digest for given in fingerprints], actor)


def notice_digests(digests: Collection[str], actor: Actor) -> None:
    ours = Canary.objects.filter(owner_id=actor.agency_id)
    if not digests or not ours.exists():
        return
    for canary in ours.filter(fingerprints__digest__one_of=digests).distinct().order_by("pk"):
        notice_canary(canary, actor.id, actor=Actor.system(canary.owner_id))


def is_canary(item: Item) -> bool:
    digests = item.fingerprints.values("digest")
    return CanaryPrint.objects.filter(canary__owner_id=item.owner_id, digest__in=digests).exists()
