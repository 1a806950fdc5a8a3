from collections.abc import Collection

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.canaries import notice_canaries
from seawall.material.models import Fingerprint, ListEntry, Match
from seawall.material.states import EntryState, GivenFingerprint, MatchAnswer


@action
def match_exact(fingerprints: Collection[GivenFingerprint], *, actor: Actor) -> list[Match]:
    """Ask which items have one of these very bytes. What a person once called not the same is never shown again."""
    if not policy.may_match(actor):
        raise Refused
    given = {fingerprint.digest: fingerprint for fingerprint in fingerprints if fingerprint.exact}
    hits = Fingerprint.objects.filter(owner_id=actor.agency_id, digest__in=given).order_by("id")
    matches = [_kept(hit) for hit in hits]
    shown = [match for match in matches if match.answer != MatchAnswer.NOT_SAME]
    notice_canaries(fingerprints, actor)
    record("material.matched", actor=actor, subject=actor.agency_id, asked=len(given), found=len(shown))
    return shown


def _kept(hit: Fingerprint) -> Match:
    shared = ListEntry.objects.filter(item_id=hit.item_id, state=EntryState.SHARED, list__matching=True)
    entry = shared.order_by("id").first()
    match, _new = Match.objects.update_or_create(
        owner_id=hit.owner_id,
        query=hit.digest,
        item_id=hit.item_id,
        asking=None,
        defaults={"last_at": clock.now(), "list_id": entry.list_id if entry else None},
        create_defaults={"kind": hit.kind, "list_id": entry.list_id if entry else None},
    )
    return match
