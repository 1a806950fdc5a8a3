from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.models import Location
from seawall.takedown.states import Question


@action
def settle_question(location: Location, *, actor: Actor) -> Location:
    """A person has dealt with what the desk asked, by telephone or otherwise. Which question it was stays on record."""
    location = locked_location(location)
    if not policy.may_settle(actor, location):
        raise Refused
    if location.question == Question.NONE:
        raise WrongState
    settled = Question(location.question)
    location.forget_question()
    location.save(update_fields=["question", "asked_at", "changed_at"])
    record("location.question_settled", actor=actor, subject=location, question=settled.value)
    return location
