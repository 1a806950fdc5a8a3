from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.keys import seal
from seawall.reports import policy
from seawall.reports.actions.forward_bundle import PURPOSE
from seawall.reports.forwarding.calling import Answered, Step
from seawall.reports.forwarding.judging import judge
from seawall.reports.models import Exchange, Forwarding, Tipline
from seawall.reports.states import OF_THE_TIPLINE


class StepLost(WrongState):
    """The lease is another's now, or the forwarding was withdrawn: what was answered is not ours to note."""


@action
def note_step(step: Step, answered: Answered, *, actor: Actor) -> Forwarding:
    """What became of a call, and what follows from it. Until this is kept the call counts as one without an answer."""
    one = Forwarding.objects.select_for_update().get(pk=step.forwarding_id)
    if not policy.may_step(actor, one):
        raise Refused
    if one.lease != step.lease:
        raise StepLost
    _keep(step, answered)
    judge(one, step.call, answered)
    one.lease, one.leased_until = "", None
    one.save()
    if answered.snag in OF_THE_TIPLINE:
        Tipline.objects.filter(pk=one.tipline_id, snag="").update(
            snag=answered.snag, snag_since=clock.now(), changed_at=clock.now()
        )
    record(
        "reports.forwarding_step_done",
        actor=actor,
        subject=one,
        call=step.call.value,
        state=one.state,
        code=answered.code,
        snag=answered.snag.value,
    )
    return one


def _keep(step: Step, answered: Answered) -> None:
    Exchange.objects.filter(pk=step.exchange_id).update(
        ended_at=clock.now(),
        status=answered.status,
        code=answered.code,
        number=answered.number,
        snag=answered.snag,
        request_id=answered.request_id,
        sealed_answer=seal(PURPOSE, answered.body) if answered.body else "",
    )
