from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Fingerprint, Item, Match
from seawall.material.queries.items import items_for
from seawall.material.states import GivenFingerprint, ItemState, MatchAnswer

# An item in dispute decides nothing by itself: a person looks.
DECIDED = (ItemState.ASSESSED, ItemState.CONFIRMED)


def known_item_for(actor: Actor, fingerprints: Collection[GivenFingerprint]) -> Item | None:
    """The one item of exactly these bytes on which people have decided; None whenever there is the least doubt, and
    while a flood of matches has it in quarantine.

    Whoever decides something by it without looking calls `actions.avoid_view`, so that the look is counted as spared."""
    if not policy.may_match(actor):
        raise Refused
    given = {fingerprint.kind.value: fingerprint.digest for fingerprint in fingerprints if fingerprint.exact}
    hits = Fingerprint.objects.filter(owner_id=actor.agency_id, digest__in=given.values())
    items = list(items_for(actor).filter(pk__in=hits.values("item_id"))[:2])
    if len(items) != 1 or items[0].state not in DECIDED:
        return None
    doubtful = (
        items[0].quarantined_at or _contradicted(items[0], given) or _called_not_the_same(items[0], given)
    )
    return None if doubtful else items[0]


def _contradicted(item: Item, given: dict[str, str]) -> bool:
    """MD5 and SHA-1 can be forged to collide: one kind that differs outweighs another that fits."""
    held = dict(item.fingerprints.values_list("kind", "digest"))
    return any(held.get(kind, digest) != digest for kind, digest in given.items())


def _called_not_the_same(item: Item, given: dict[str, str]) -> bool:
    matches = Match.objects.filter(item=item, query__in=given.values(), answer=MatchAnswer.NOT_SAME)
    return matches.exists()


def views_avoided_for(actor: Actor) -> int:
    """How many looks at material the agency's people were spared because it was decided before."""
    return items_for(actor).aggregate(total=Sum("views_avoided"))["total"] or 0


@dataclass(frozen=True, slots=True)
class WhyKnown:
    """On what the item's decision rests. The words around it are the page's."""

    settled_at: datetime
    people: int
    views_avoided: int


def why_known_for(actor: Actor, item: Item) -> WhyKnown | None:
    if item.owner_id != actor.agency_id or item.state not in DECIDED or item.settled_at is None:
        return None
    people = item.opinions.filter(withdrawn_at__isnull=True).count()
    return WhyKnown(item.settled_at, people, item.views_avoided)
