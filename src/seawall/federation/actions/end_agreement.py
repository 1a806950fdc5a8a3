from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.federation import policy
from seawall.federation.events import AgreementEnded
from seawall.federation.models import Agreement


@action
def end_agreement(agreement: Agreement, *, actor: Actor) -> Agreement:
    """Give the holder nothing more from this moment on. What it has it has; that it drops it is for people to ask."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not policy.may_end(actor, agreement):
        raise Refused
    if agreement.ended_at is not None:
        raise WrongState
    agreement.ended_at, agreement.ended_by_id = clock.now(), actor.id
    agreement.save(update_fields=["ended_at", "ended_by", "changed_at"])
    record("federation.agreement_ended", actor=actor, subject=agreement, list=agreement.list_id)
    announce(AgreementEnded(owner_id=agreement.owner_id, agreement_id=agreement.id))
    return agreement
