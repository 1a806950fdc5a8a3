from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.operations import policy
from seawall.operations.deconflicting.meeting import locked_with_touched, meet
from seawall.operations.deconflicting.states import STANDING
from seawall.operations.models import Measure


@action
def find_clashes(measure: Measure, *, actor: Actor) -> Measure:
    """Once more after the plan stands: two agencies that plan at the same moment do not see each other's plan yet. `meet` records."""
    measure = locked_with_touched(measure)
    if not policy.may_warn(actor, measure):
        raise Refused
    if measure.state in STANDING:
        meet(measure)
    return measure
