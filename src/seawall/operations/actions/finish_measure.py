from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations.deconflicting.meeting import locked_with_touched, must_step, part
from seawall.operations.deconflicting.states import MeasureState
from seawall.operations.models import Measure


@action
def finish_measure(measure: Measure, *, actor: Actor) -> Measure:
    """It is done, and touches nobody's plan any more."""
    measure = locked_with_touched(measure)
    must_step(measure, MeasureState.DONE, actor=actor)
    measure.state = MeasureState.DONE
    measure.save(update_fields=["state", "changed_at"])
    part(measure)
    record("operations.measure_done", actor=actor, subject=measure)
    return measure
