from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source
from seawall.federation.runs import break_off


@action
def remove_source(source: Source, *, actor: Actor) -> Source:
    """Ask it never again, and forget what let us in. What it told stays, as its word: items and statements are not undone."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_change_source(actor, source):
        raise Refused
    if source.removed_at:
        raise WrongState
    source.removed_at, source.due_at, source.credentials = clock.now(), None, ""
    source.lease, source.leased_until = "", None
    source.save()
    break_off(source)
    record("federation.source_removed", actor=actor, subject=source)
    return source
