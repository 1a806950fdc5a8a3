"""What has to be recorded before a step, in a sentence that says so."""

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Sentence
from seawall.operations.models import DutyOfCare, Person, PersonChange
from seawall.operations.persons.ladder import BEFORE_THE_COURT
from seawall.operations.persons.words import ChargeOutcome, PersonChangeKind, PersonState

S = PersonState
FOR_THE_YOUNG = BEFORE_THE_COURT | {S.CONVICTED, S.ACQUITTED, S.DIVERTED}


def missing_before(person: Person, then: PersonState) -> Sentence:
    """Empty where nothing is missing."""
    if person.youth and then in FOR_THE_YOUNG and S.YOUTH_SERVICE not in person.rungs:
        return _(
            "This person is a minor. Note first which youth service is involved: without one there is no arrest, charge or court here."
        )
    if then is S.ARRESTED and not has_care(person):
        return _(
            "Record the duty of care first: support offered, risk of self-harm considered, children in the household. Then the arrest can be noted."
        )
    return _missing_in_court(person, then)


def has_care(person: Person) -> bool:
    """Since an arrest that was taken back it has to be thought of anew."""
    care = DutyOfCare.objects.filter(person=person).last()
    if care is None:
        return False
    stepped = PersonChange.objects.filter(person=person, kind=PersonChangeKind.STEPPED, at__gt=care.at)
    return not any(change.state is S.ARRESTED for change in stepped)


def _missing_in_court(person: Person, then: PersonState) -> Sentence:
    outcomes = [ChargeOutcome(one) for one in person.charges.values_list("outcome", flat=True)]
    if then is S.CHARGED and ChargeOutcome.OPEN not in outcomes:
        return _("Note the charge first: the section of the law, the country and the day.")
    if then is S.CONVICTED and ChargeOutcome.PROVEN not in outcomes:
        return _("Note first which charge was proven.")
    if then is S.ACQUITTED and (ChargeOutcome.PROVEN in outcomes or ChargeOutcome.OPEN in outcomes):
        return _(
            "Nobody is acquitted while a charge is open or proven. Note the outcome of each charge first."
        )
    return ""
