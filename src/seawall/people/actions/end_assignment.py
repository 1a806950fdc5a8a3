from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.models import Assignment


@action
def end_assignment(assignment: Assignment, *, actor: Actor) -> None:
    """The provider's people see nothing of it from now on. No second factor is asked: closing a door must be quick."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    if not policy.may_assign(actor, assignment):
        raise Refused
    if assignment.ended_at is not None:
        raise WrongState
    assignment.ended_at = clock.now()
    assignment.save(update_fields=["ended_at", "changed_at"])
    record("people.assignment_ended", actor=actor, subject=assignment, provider=str(assignment.provider_id))
