from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Item
from seawall.material.queries.items import items_for
from seawall.material.schemes import schemes
from seawall.material.states import ItemState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the verdicts have come to the tables in force."""

    done: int
    of: int


def stale_items_for(actor: Actor) -> QuerySet[Item]:
    """Items whose current verdicts are not those of exactly the schemes in force, each in its version."""
    in_force = Q(pk__in=[])
    for scheme in schemes():
        in_force |= Q(verdicts__scheme=scheme.id, verdicts__version=scheme.version)
    current = Q(verdicts__superseded_at__isnull=True)
    fitting, held = (
        Count("verdicts", filter=current & in_force),
        Count("verdicts", filter=current & Q(verdicts__isnull=False)),
    )
    items = items_for(actor).exclude(state=ItemState.WAITING).annotate(fitting=fitting, held=held)
    return items.exclude(fitting=len(schemes()), held=len(schemes())).order_by("id")


def progress_for(actor: Actor) -> Progress:
    if not (policy.may_read_schemes(actor) or policy.may_recompute(actor)):
        raise Refused
    of = items_for(actor).exclude(state=ItemState.WAITING).count()
    return Progress(done=of - stale_items_for(actor).count(), of=of)
