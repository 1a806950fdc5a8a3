from collections.abc import Collection, Mapping

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Fingerprint
from seawall.material.states import EXACT, GivenFingerprint

Values = Mapping[str, str]


def items_of_these_bytes_for(actor: Actor, fingerprints: Collection[GivenFingerprint]) -> set[str]:
    """Ids of the items of every agency of this node that have these very bytes. For pointers from agency to agency: the ids are
    never shown to whoever asks."""
    if not policy.may_match(actor):
        raise Refused
    return _found({one.kind.value: one.digest for one in fingerprints if one.exact})


def items_of_same_bytes_for(actor: Actor, item_ids: Collection[str]) -> set[str]:
    """The same, asked by items of the viewer's own agency; the items themselves are left out."""
    if not policy.may_match(actor):
        raise Refused
    own = Fingerprint.objects.filter(owner_id=actor.agency_id, item_id__in=item_ids, kind__in=EXACT)
    elsewhere = Fingerprint.objects.filter(digest__in=own.values("digest")).exclude(owner_id=actor.agency_id)
    # Most items are nobody else's: only those found are compared kind by kind.
    shared = set(elsewhere.values_list("digest", flat=True))
    asked = _values(own.filter(digest__in=shared).values_list("item_id", flat=True))
    found = [_found(values) for values in asked.values()]
    return set().union(*found) - set(item_ids)


def _found(given: Values) -> set[str]:
    hits = Fingerprint.objects.filter(digest__in=given.values(), kind__in=EXACT).values_list(
        "item_id", flat=True
    )
    return {item_id for item_id, held in _values(hits).items() if not _contradict(held, given)}


def _values(item_ids: Collection[str]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    rows = Fingerprint.objects.filter(item_id__in=item_ids, kind__in=EXACT)
    for item_id, kind, digest in rows.values_list("item_id", "kind", "digest"):
        values.setdefault(item_id, {})[kind] = digest
    return values


def _contradict(held: Values, given: Values) -> bool:
    """MD5 and SHA-1 can be forged to collide: one kind that differs outweighs another that fits."""
    return any(held.get(kind, digest) != digest for kind, digest in given.items())
