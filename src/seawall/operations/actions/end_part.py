from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Participation


@action
def end_part(part: Participation, *, actor: Actor) -> Participation:
    """The agency sees nothing of the operation any more, from this moment."""
    part = Participation.objects.select_for_update().get(pk=part.pk)
    if not policy.may_lead(actor, part):
        raise Refused
    if part.ended_at is not None:
        raise WrongState
    part.ended_at = clock.now()
    part.save(update_fields=["ended_at", "changed_at"])
    record("operations.part_ended", actor=actor, subject=part.operation_id, agency=part.agency_id)
    return part
