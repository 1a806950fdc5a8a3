from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.core.errors import Invalid
from seawall.core.events import announce
from seawall.operations.deconflicting.meeting import (
    answer_all,
    ask_others_again,
    locked_with_touched,
    meet,
    must_step,
    part,
)
from seawall.operations.deconflicting.states import MeasureState, Reply, Window
from seawall.operations.deconflicting.touching import place_key, touching
from seawall.operations.deconflicting.windows import faults_of, one_line
from seawall.operations.events import MeasurePlanned
from seawall.operations.models import Measure


@action
def move_measure(measure: Measure, window: Window, *, actor: Actor) -> Measure:
    """Another time or place. That answers the clashes it had; whom it touches still, or newly, is told and looks again."""
    measure = locked_with_touched(measure)
    must_step(measure, MeasureState.PLANNED, actor=actor)
    faults = faults_of(window)
    if faults:
        raise Invalid(faults)
    measure.begins_at, measure.ends_at = window.begins_at, window.ends_at
    measure.country, measure.place = window.country, one_line(window.place)
    measure.place_key, measure.state = place_key(window.place), MeasureState.PLANNED
    measure.save()
    part(measure, keep=touching(measure))
    answer_all(measure, Reply.MOVED)
    ask_others_again(measure)
    meet(measure)
    record(
        "operations.measure_moved",
        actor=actor,
        subject=measure,
        begins=stamp(window.begins_at),
        ends=stamp(window.ends_at),
    )
    announce(MeasurePlanned(measure.owner_id, measure.id))
    return measure
