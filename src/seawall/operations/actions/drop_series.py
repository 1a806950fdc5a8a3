from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import NamedSeries


@action
def drop_series(named: NamedSeries, *, actor: Actor) -> NamedSeries:
    """It does not belong to the operation: from now on it does not count there. That it once did stays."""
    named = NamedSeries.objects.select_for_update().get(pk=named.pk)
    if not policy.may_drop_series(actor, named):
        raise Refused
    if named.ended_at is not None:
        raise WrongState
    named.ended_at, named.ended_by_id = clock.now(), actor.id
    named.save(update_fields=["ended_at", "ended_by", "changed_at"])
    record("operations.series_dropped", actor=actor, subject=named.series_id, operation=named.operation_id)
    return named
