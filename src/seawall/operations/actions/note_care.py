from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.operations.models import DutyOfCare, Person
from seawall.operations.persons.standing import checked_words, locked
from seawall.operations.persons.words import CareTerms, Support


@action
def note_care(person: Person, terms: CareTerms, *, actor: Actor) -> DutyOfCare:
    """Before an arrest: what was thought of for the suspect, and for the children who live there."""
    person = locked(actor, person)
    words = checked_words(terms.words)
    if terms.support is Support.NOT_POSSIBLE and not words:
        raise Invalid({"words": _("Say why no support can be offered, and who decided it.")})
    care = DutyOfCare.objects.create(
        person=person,
        support=terms.support,
        risk=terms.risk,
        household=terms.household,
        words=words,
        by_id=actor.id,
    )
    record("operations.care_noted", actor=actor, subject=person, care=care.id)
    return care
