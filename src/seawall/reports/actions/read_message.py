from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.keys import unseal
from seawall.reports import policy
from seawall.reports.models import Message
from seawall.reports.states import Direction


@action
def read_message(message: Message, *, actor: Actor) -> str:
    """Read a letter from the reporter; who read it first is kept."""
    message = Message.objects.select_for_update(of=("self",)).select_related("report").get(pk=message.pk)
    if not policy.may_see(actor, message):
        raise Refused
    if message.direction != Direction.TO_US:
        raise WrongState
    if message.read_at is None:
        message.read_at, message.read_by = clock.now(), actor.id
        message.save(update_fields=["read_at", "read_by"])
    record("reports.message_read", actor=actor, subject=message, report=message.report_id)
    return unseal("reports.message", message.sealed_text)
