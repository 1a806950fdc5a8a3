from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source


@action
def ask_run(source: Source, *, actor: Actor) -> Source:
    """Read it now, whatever stood in the way."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_change_source(actor, source):
        raise Refused
    if source.removed_at or source.paused_at:
        raise WrongState
    source.due_at = clock.now()
    source.save(update_fields=["due_at", "changed_at"])
    record("federation.run_asked", actor=actor, subject=source)
    return source
