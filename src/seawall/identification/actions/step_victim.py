from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Sentence
from seawall.core.events import announce
from seawall.identification.events import VictimStepped
from seawall.identification.models import Victim, VictimStep
from seawall.identification.moving import checked_words
from seawall.identification.safeguarding.keeping import has_body, victim_to_change
from seawall.identification.states import FOUND, Ground, Step, VictimState, check_victim_step
from seawall.identification.wishes.keeping import end_wish


@action
def step_victim(victim: Victim, step: Step, *, actor: Actor) -> Victim:
    """The child stands on another rung of the ladder: up on a ground, down because something was wrong, which needs a reason."""
    victim = victim_to_change(victim, actor)
    check_victim_step(victim.state, step.state)
    words = checked_words(step.words)
    _check(victim, step, words)
    country = "" if step.state is VictimState.UNIDENTIFIED else step.country or victim.country
    VictimStep.objects.create(
        victim=victim,
        origin=victim.state,
        target=step.state,
        country=country,
        ground=step.ground,
        words=words,
        by_id=actor.id,
    )
    victim.state, victim.country = step.state, country
    victim.save(update_fields=["state", "country", "changed_at"])
    if step.state not in FOUND:
        end_wish(victim)
    record(
        "identification.victim_stepped",
        actor=actor,
        subject=victim,
        state=step.state.value,
        ground=step.ground.value,
        country=country,
    )
    announce(VictimStepped(victim.owner_id, victim.id, victim.series_id or "", step.state.value))
    return victim


def _check(victim: Victim, step: Step, words: str) -> None:
    faults: dict[str, Sentence] = {}
    is_back = step.state.rung < VictimState(victim.state).rung
    if is_back and not words:
        faults["words"] = _("Say why the step is taken back. Others have to understand it later.")
    if is_back != (step.ground is Ground.ERROR):
        faults["ground"] = (
            _("A step back is taken because something turned out to be wrong. Choose that ground.")
            if is_back
            else _("Say on what ground the child stands higher now.")
        )
    if step.country and not is_country(step.country):
        faults["country"] = _("This is not the two-letter code of a country, such as DE.")
    elif step.state is not VictimState.UNIDENTIFIED and not (step.country or victim.country):
        faults["country"] = _("Choose the country in which the child lives.")
    if step.state is VictimState.SAFEGUARDED and not has_body(victim):
        faults["state"] = _(
            "Name the child-protection body that looks after the child first. Without one nobody asks whether it stays safe."
        )
    if faults:
        raise Invalid(faults)
