from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations.deconflicting.meeting import answer_all, locked_with_touched, must_step, part
from seawall.operations.deconflicting.states import MeasureState, Reply
from seawall.operations.models import Measure


@action
def call_off_measure(measure: Measure, *, actor: Actor) -> Measure:
    """It will not be. Whoever waited because of it waits no more."""
    measure = locked_with_touched(measure)
    must_step(measure, MeasureState.CALLED_OFF, actor=actor)
    measure.state = MeasureState.CALLED_OFF
    measure.save(update_fields=["state", "changed_at"])
    answer_all(measure, Reply.CALLED_OFF)
    part(measure)
    record("operations.measure_called_off", actor=actor, subject=measure)
    return measure
