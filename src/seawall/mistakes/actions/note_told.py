from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.mistakes import policy
from seawall.mistakes.models import Correction
from seawall.mistakes.states import CAN_BE_TOLD, CorrectionState


@action
def note_told(correction: Correction, *, actor: Actor) -> Correction:
    """A person has told a receiver or a provider, by telephone or letter, that we were wrong."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if not policy.may_tell(actor, correction):
        raise Refused
    if correction.state not in CAN_BE_TOLD:
        raise WrongState
    correction.reach(CorrectionState.TOLD)
    correction.told_by_id = actor.id
    correction.save(update_fields=["state", "reached_at", "told_by", "changed_at"])
    record("mistakes.told", actor=actor, subject=correction.doubt_id, correction=correction.id)
    return correction
