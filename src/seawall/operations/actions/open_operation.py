from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.operations import policy
from seawall.operations.models import Operation
from seawall.operations.states import LONGEST_CODE


@action
def open_operation(code: str, *, actor: Actor) -> Operation:
    """Open an operation that the actor's agency leads."""
    if not policy.may_open(actor):
        raise Refused
    code = " ".join(code.split())
    if not code or len(code) > LONGEST_CODE:
        raise Invalid({"code": _("Give a neutral code name of at most 60 letters.")})
    if Operation.objects.filter(owner_id=actor.agency_id, code=code).exists():
        raise Invalid({"code": _("Your agency has an operation of this name.")})
    operation = Operation.objects.create(owner_id=actor.agency_id, code=code, opened_by_id=actor.id)
    record("operations.opened", actor=actor, subject=operation)
    return operation
