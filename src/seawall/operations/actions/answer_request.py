from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.operations.models import Request
from seawall.operations.requesting.states import Answer, Ground, RequestState
from seawall.operations.requesting.stepping import locked_for_step


@action
def answer_request(one: Request, answer: Answer, *, ground: Ground = Ground.NONE, actor: Actor) -> Request:
    """What the addressee answered; a refusal has a ground. A later answer takes the place of an earlier one."""
    one = locked_for_step(one, RequestState.ANSWERED, actor=actor)
    if answer is Answer.NONE:
        raise Invalid({"answer": _("Choose what was answered.")})
    if (answer is Answer.REFUSED) != (ground is not Ground.NONE):
        raise Invalid({"ground": _("A refusal has a ground, and nothing else has one.")})
    one.state, one.answer, one.ground, one.answered_at = RequestState.ANSWERED, answer, ground, clock.now()
    one.save(update_fields=["state", "answer", "ground", "answered_at", "changed_at"])
    record("operations.request_answered", actor=actor, subject=one, answer=answer.value, ground=ground.value)
    return one
