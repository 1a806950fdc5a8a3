from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source
from seawall.federation.runs import break_off


@action
def pause_source(source: Source, *, actor: Actor) -> Source:
    """Ask it no more until somebody lets it go on; a run under way ends before its next page."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_change_source(actor, source):
        raise Refused
    if source.removed_at or source.paused_at:
        raise WrongState
    source.paused_at, source.lease, source.leased_until = clock.now(), "", None
    source.save(update_fields=["paused_at", "lease", "leased_until", "changed_at"])
    break_off(source)
    record("federation.source_paused", actor=actor, subject=source)
    return source
