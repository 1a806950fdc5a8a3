from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.days import fault_of
from seawall.core.errors import Invalid
from seawall.operations.models import CourtDate, Person
from seawall.operations.persons.standing import locked
from seawall.operations.persons.words import LONGEST_BODY, CourtTerms


@action
def set_court_date(person: Person, terms: CourtTerms, *, actor: Actor) -> CourtDate:
    person = locked(actor, person)
    court = " ".join(terms.court.split())
    if not court or len(court) > LONGEST_BODY:
        raise Invalid({"court": _("Name the court in at most 120 letters.")})
    if fault := fault_of(terms.on):
        raise Invalid({"on": fault})
    date = CourtDate.objects.create(person=person, kind=terms.kind, court=court, on=terms.on, by_id=actor.id)
    record("operations.court_date_set", actor=actor, subject=person, kind=terms.kind.value)
    return date
