from collections.abc import Sequence

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Suggestion
from seawall.identification.moving import AT_ONCE
from seawall.identification.states import Alike


@action
def suggest(found: Sequence[Alike], *, actor: Actor) -> int:
    """Keep which items may belong together, each pair once for each reason; what a person has rejected stays rejected. How many are
    new comes back."""
    if not policy.may_suggest(actor):
        raise Refused
    rows = [
        Suggestion(
            owner_id=actor.agency_id,
            one_id=one,
            other_id=other,
            likeness=alike.likeness,
            distance=alike.distance,
        )
        for alike in found
        for one, other in [sorted(alike.items)]
    ]
    kept = Suggestion.objects.filter(one__in={row.one_id for row in rows})
    before = kept.count()
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)
    new = kept.count() - before
    if new:
        record("identification.suggested", actor=actor, subject=str(actor.agency_id), found=new)
    return new
