"""Which country and which term go with an instrument."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from seawall.core.days import fault_of
from seawall.core.errors import Sentence
from seawall.operations.requesting.rules import Rule


def faults_between(rule: Rule, country: str, last_day: date | None) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    if country and not rule.fits(country):
        faults["country"] = _("This instrument does not reach this country. Choose another one of the two.")
    if rule.sets_term and last_day is not None:
        faults["last_day"] = _("This instrument sets the term itself. Leave this empty.")
    elif last_day and (fault := fault_of(last_day)):
        faults["last_day"] = fault
    return faults
