from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source


@action
def resume_source(source: Source, *, actor: Actor) -> Source:
    """Go on from the checkpoint, at once."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_change_source(actor, source):
        raise Refused
    if source.removed_at or not source.paused_at:
        raise WrongState
    source.paused_at, source.due_at = None, clock.now()
    source.save(update_fields=["paused_at", "due_at", "changed_at"])
    record("federation.source_resumed", actor=actor, subject=source)
    return source
