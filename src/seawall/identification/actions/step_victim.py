from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence, WrongState
from seawall.core.events import announce
from seawall.identification import policy
from seawall.identification.events import VictimStepped
from seawall.identification.models import Victim, VictimStep
from seawall.identification.moving import checked_words, locked
from seawall.identification.states import Ground, Step, VictimState, check_victim_step


@action
def step_victim(victim: Victim, step: Step, *, actor: Actor) -> Victim:
    """The child stands on another rung of the ladder: up on a ground, down because something was wrong, which needs a reason."""
    # The series first, as in every other deed here: a merge moves its victims under that lock.
    locked(victim.series_id or "")
    victim = Victim.objects.select_for_update().get(pk=victim.pk)
    if not policy.may_change(actor, victim):
        raise Refused
    if victim.series_id is None:
        raise WrongState(_("This victim was entered by mistake and taken back."))
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
    record(
        "identification.victim_stepped",
        actor=actor,
        subject=victim,
        state=step.state.value,
        ground=step.ground.value,
        country=country,
    )
    announce(VictimStepped(victim.owner_id, victim.id, victim.series_id, step.state.value))
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
    if faults:
        raise Invalid(faults)
