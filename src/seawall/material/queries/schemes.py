from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Item, Verdict
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
    current = Verdict.objects.filter(item=OuterRef("pk"), superseded_at__isnull=True)
    lacking = [~Exists(current.filter(scheme=scheme.id, version=scheme.version)) for scheme in schemes()]
    abolished = Exists(current.exclude(scheme__in=[scheme.id for scheme in schemes()]))
    stale = reduce(or_, lacking, Q(abolished))
    return items_for(actor).exclude(state=ItemState.WAITING).filter(stale).order_by("id")


def progress_for(actor: Actor) -> Progress:
    if not (policy.may_read_schemes(actor) or policy.may_recompute(actor)):
        raise Refused
    of = items_for(actor).exclude(state=ItemState.WAITING).count()
    return Progress(done=of - stale_items_for(actor).count(), of=of)
