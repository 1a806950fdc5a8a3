from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.operations.models import Charge, Person
from seawall.operations.persons.standing import check_country, check_past, locked
from seawall.operations.persons.words import LONGEST_LAW, ChargeTerms


@action
def lay_charge(person: Person, terms: ChargeTerms, *, actor: Actor) -> Charge:
    """A section of a law, of a country, on a day: no description of what happened."""
    person = locked(actor, person)
    law = " ".join(terms.law.split())
    if not law or len(law) > LONGEST_LAW:
        raise Invalid({"law": _("Name the section of the law in at most 120 letters, such as § 176 StGB.")})
    check_past("laid_on", terms.laid_on)
    if not terms.country:
        raise Invalid({"country": _("Choose the country of the law.")})
    check_country(terms.country)
    charge = Charge.objects.create(
        person=person, law=law, country=terms.country, laid_on=terms.laid_on, laid_by_id=actor.id
    )
    record("operations.charge_laid", actor=actor, subject=person, charge=charge.id, country=terms.country)
    return charge
