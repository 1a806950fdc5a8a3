from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.operations.models import Person
from seawall.operations.persons.ladder import ENDS
from seawall.operations.persons.standing import check_country, checked_words, locked, write_change
from seawall.operations.persons.words import PersonChangeKind, PersonState


@action
def correct_person(person: Person, country: str, *, youth: bool, words: str, actor: Actor) -> Person:
    """Another country, or another age than was thought: with its reason, and the ladder that belongs to it from now on."""
    person = locked(actor, person)
    words = checked_words(words)
    check_country(country)
    if (country, youth) == (person.country, person.youth):
        raise Invalid({"country": _("Nothing is different. Change the country or the age.")})
    if not words:
        raise Invalid({"words": _("Say on what this rests. Others have to understand it later.")})
    if youth != person.youth:
        _check_age(person, youth=youth)
    person.country, person.youth = country, youth
    person.save(update_fields=["country", "youth", "changed_at"])
    write_change(person, PersonChangeKind.CORRECTED, words=words, actor=actor)
    record("operations.person_corrected", actor=actor, subject=person, country=country, youth=youth)
    return person


def _check_age(person: Person, *, youth: bool) -> None:
    if PersonState(person.state) in ENDS:
        raise WrongState(_("The case has ended. Take that step back first, with a reason."))
    if not youth and PersonState.YOUTH_SERVICE in person.rungs:
        raise WrongState(
            _("The youth service is involved already. Take that step back first, with a reason.")
        )
