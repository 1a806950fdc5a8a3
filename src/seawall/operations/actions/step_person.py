from datetime import date

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Sentence, WrongState
from seawall.operations.models import Person
from seawall.operations.persons.duties import missing_before
from seawall.operations.persons.ladder import after, back, onward
from seawall.operations.persons.standing import check_past, checked_words, locked, write_change
from seawall.operations.persons.words import (
    LONGEST_BODY,
    PersonChangeKind,
    PersonGround,
    PersonState,
    PersonStep,
)


@action
def step_person(person: Person, step: PersonStep, *, actor: Actor) -> Person:
    """The person stands on another rung: on a ground, and back because something was wrong, which needs a reason."""
    person = locked(actor, person)
    words, body = checked_words(step.words), " ".join(step.body.split())
    on: date = step.on or clock.now().date()
    check_past("on", on)
    is_back = step.state in back(person.rungs)
    _check(step, words=words, body=body, is_back=is_back)
    if not is_back:
        _check_onward(person, step.state)
    person.reached = list(after(person.rungs, step.state))
    person.state = step.state
    person.save(update_fields=["state", "reached", "changed_at"])
    write_change(
        person, PersonChangeKind.STEPPED, ground=step.ground, words=words, body=body, on=on, actor=actor
    )
    record(
        "operations.person_stepped",
        actor=actor,
        subject=person,
        state=step.state.value,
        ground=step.ground.value,
    )
    return person


def _check(step: PersonStep, *, words: str, body: str, is_back: bool) -> None:
    faults: dict[str, Sentence] = {}
    if is_back and not words:
        faults["words"] = _("Say why the step is taken back. Others have to understand it later.")
    if is_back != (step.ground is PersonGround.ERROR):
        faults["ground"] = (
            _("A step back is taken because something turned out to be wrong. Choose that ground.")
            if is_back
            else _("Say on what ground the person stands there now.")
        )
    if len(body) > LONGEST_BODY:
        faults["body"] = _("Please say it in at most 120 letters.")
    elif step.state is PersonState.YOUTH_SERVICE and not is_back and not body:
        faults["body"] = _("Name the youth service that is involved: the office and its place, no person.")
    if faults:
        raise Invalid(faults)


def _check_onward(person: Person, then: PersonState) -> None:
    missing = missing_before(person, then)
    if missing:
        raise Invalid({"state": missing})
    if then not in onward(person.rungs, youth=person.youth):
        raise WrongState
