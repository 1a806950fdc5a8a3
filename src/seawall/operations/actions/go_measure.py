from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.operations.deconflicting.meeting import locked_with_touched, must_step, unanswered
from seawall.operations.deconflicting.states import MeasureState
from seawall.operations.models import Measure


@action
def go_measure(measure: Measure, *, actor: Actor) -> Measure:
    """It may begin: every other agency whose plan it touches has got this agency's answer."""
    measure = locked_with_touched(measure)
    must_step(measure, MeasureState.GO, actor=actor)
    if unanswered(measure):
        raise WrongState(
            _("Another agency plans something that touches this. Answer first; then it can be marked “go”.")
        )
    if measure.ends_at <= clock.now():
        raise WrongState(_("Its time is over. Move it first."))
    measure.state = MeasureState.GO
    measure.save(update_fields=["state", "changed_at"])
    record("operations.measure_go", actor=actor, subject=measure)
    return measure
