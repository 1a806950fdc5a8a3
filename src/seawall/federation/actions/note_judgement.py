from collections.abc import Iterable

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.models import SourceEntry, SourceVote
from seawall.federation.states import IN_FORCE
from seawall.federation.voting.judging import Unsettled, word_on
from seawall.federation.voting.naming import named, takes_votes
from seawall.federation.voting.wishing import wish
from seawall.material.states import VoteReason


@action
def note_judgement(item_id: str, *, actor: Actor) -> int:
    """Bring our votes on sources' entries of this item in line with what people here have found; how many are others now."""
    if not policy.may_wish_votes(actor):
        raise Refused
    # Two deeds about one item: the later one sees what the other has made, and reads after it what people have found.
    mine = SourceEntry.objects.select_for_update(of=("self",)).filter(
        owner_id=actor.agency_id, item_id=item_id, standing__in=IN_FORCE
    )
    entries = list(mine.select_related("source__voting").order_by("id"))
    if not entries:
        return 0
    try:
        reason = word_on(actor, item_id)
    except Unsettled:
        return 0
    changed = sum(_wish_all(entry, reason) for entry in entries)
    if changed:
        record(
            "federation.votes_wished",
            actor=actor,
            subject=item_id,
            votes=changed,
            reason=reason.value if reason else "",
        )
    return changed


def _wish_all(entry: SourceEntry, reason: VoteReason | None) -> int:
    held = {vote.kind: vote for vote in SourceVote.objects.select_for_update().filter(entry=entry)}
    new = [kind for kind in _kinds(entry, reason) if kind not in held]
    votes = [*held.values(), *_made(entry, new)]
    changed = 0
    for vote in votes:
        if wish(vote, reason):
            vote.save()
            changed += 1
    return changed


def _kinds(entry: SourceEntry, reason: VoteReason | None) -> tuple[str, ...]:
    """On which fingerprints a vote is begun. Where the entry has none that can be voted on, agreeing is passed over, and disagreeing
    is kept for a person."""
    source = entry.source
    is_on = hasattr(source, "voting") and source.voting.on_since is not None
    if not reason or not is_on or source.removed_at or not takes_votes(source):
        return ()
    return named(source, entry).kinds or (() if reason.up else ("",))


def _made(entry: SourceEntry, kinds: Iterable[str]) -> list[SourceVote]:
    return [
        SourceVote(owner_id=entry.owner_id, source_id=entry.source_id, entry=entry, kind=kind)
        for kind in kinds
    ]
