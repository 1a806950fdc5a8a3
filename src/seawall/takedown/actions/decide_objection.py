from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, subject_ids_of
from seawall.takedown.actions.withdraw_location import withdraw
from seawall.takedown.events import ObjectionDecided
from seawall.takedown.models import Answer
from seawall.takedown.states import AnswerKind, LocationState, ObjectionOutcome


@action
def decide_objection(answer: Answer, outcome: ObjectionOutcome, *, actor: Actor) -> Answer:
    """A reviewer who neither wrote nor sent the notice decides; an upheld objection withdraws the location."""
    location = locked_location(answer.location)
    answer = Answer.objects.select_for_update(of=("self",)).select_related("notice").get(pk=answer.pk)
    if not policy.may_decide_objection(actor, answer):
        raise Refused
    if answer.kind != AnswerKind.OBJECTION or answer.outcome != ObjectionOutcome.OPEN or not outcome:
        raise WrongState
    answer.outcome, answer.decided_by_id, answer.decided_at = outcome, actor.id, clock.now()
    answer.save()
    if outcome == ObjectionOutcome.UPHELD and location.state != LocationState.WITHDRAWN:
        withdraw(location)
    elif location.state == LocationState.OBJECTION:
        # The notice stands; it may be sent again, by a person.
        location.state = LocationState.OPEN
        location.save(update_fields=["state", "changed_at"])
    record("objection.decided", actor=actor, subject=answer, location=location.id, outcome=outcome.value)
    announce(
        ObjectionDecided(location.owner_id, location.id, answer.id, outcome.value, subject_ids_of(location))
    )
    return answer
