from collections.abc import Sequence
from typing import Any

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.federation import policy
from seawall.federation.models import Agreement, Feedback
from seawall.material.actions import take_vote
from seawall.material.states import VoteReason
from seawall.people.actions import KeyUse, note_key_uses
from seawall.people.queries import HeldKey


@action
def give_feedback(
    agreement: Agreement,
    entry_id: str,
    *,
    kind: str,
    against: Sequence[VoteReason],
    key: HeldKey,
    actor: Actor,
) -> Feedback:
    """What a receiver says of one fingerprint of an entry: for it, or against it for these reasons. It replaces what it said before, and
    is its vote on the entry: against, as long as it is against any of its fingerprints."""
    note_key_uses([KeyUse(key.key_id, clock.now(), 0)], actor=Actor.system(key.owner_id))
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor != key.actor or not policy.may_pull(key, agreement):
        raise NotFound
    about: dict[str, Any] = {"list_id": agreement.list_id, "receiver": key.holder, "entry_id": entry_id}
    feedback, _new = Feedback.objects.update_or_create(
        **about,
        kind=kind,
        defaults={"owner_id": agreement.owner_id, "reasons": [reason.value for reason in against]},
    )
    doubts = [reason for one in Feedback.objects.filter(**about).order_by("kind") for reason in one.against]
    vote = doubts[0] if doubts else VoteReason.OWN_OPINION
    take_vote(agreement.list, entry_id, reason=vote, key=key, actor=actor)
    record(
        "federation.feedback_given", actor=actor, subject=agreement, entry=entry_id, kind=kind, up=not against
    )
    return feedback
