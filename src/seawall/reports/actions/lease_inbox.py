from datetime import timedelta
from uuid import uuid4

from django.db.models import Q

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.models import Inbox


@action
def lease_inbox(inbox: Inbox, lasting: timedelta, *, actor: Actor) -> str:
    """Its lease, for whoever reads it now; empty where another was faster."""
    if not policy.may_read_inbox(actor, inbox):
        raise Refused
    now, lease = clock.now(), uuid4().hex
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now) | Q(lease="")
    mine = Inbox.objects.filter(free, pk=inbox.pk, due_at__lte=now, reads=True)
    return lease if mine.update(lease=lease, leased_until=now + lasting) else ""
