from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.mistakes import policy
from seawall.mistakes.models import Doubt
from seawall.mistakes.states import DoubtKind, Finding
from seawall.takedown.queries import answer_of
from seawall.takedown.states import ObjectionOutcome


@action
def follow_objection(answer_id: str, *, actor: Actor) -> None:
    """The objection was rejected in takedown by somebody independent: so we were right. Upheld there, the notice is withdrawn, and whether
    more was wrong than the address is still to be said here."""
    if not policy.may_note(actor):
        raise Refused
    open_ones = Doubt.objects.select_for_update().filter(
        owner_id=actor.agency_id, kind=DoubtKind.OBJECTION, about=answer_id, finding=Finding.OPEN
    )
    doubt, answer = open_ones.first(), answer_of(answer_id)
    if doubt is None or answer.outcome != ObjectionOutcome.REJECTED:
        return
    doubt.finding = Finding.RIGHT
    doubt.decided_by_id, doubt.decided_at = answer.decided_by_id, answer.decided_at
    doubt.save(update_fields=["finding", "decided_by", "decided_at", "changed_at"])
    record("mistakes.decided", actor=actor, subject=doubt, finding=doubt.finding, corrections=0)
