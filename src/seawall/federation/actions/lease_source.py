from datetime import timedelta
from uuid import uuid4

from django.db.models import Q

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.models import Source, SourceRun
from seawall.federation.runs import break_off
from seawall.federation.states import Trouble


@action
def lease_source(source: Source, lasting: timedelta, *, actor: Actor) -> str:
    """Its lease, for whoever reads it now, and the run it belongs to; empty where another was faster."""
    if not policy.may_take(actor, source):
        raise Refused
    now, lease = clock.now(), uuid4().hex
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now) | Q(lease="")
    mine = Source.objects.filter(free, pk=source.pk, due_at__lte=now, paused_at=None, removed_at=None)
    if not mine.update(lease=lease, leased_until=now + lasting):
        return ""
    # A run whose process was killed is over; what it had taken stays.
    break_off(source, Trouble.OURS)
    SourceRun.objects.create(owner_id=source.owner_id, source_id=source.pk)
    return lease
