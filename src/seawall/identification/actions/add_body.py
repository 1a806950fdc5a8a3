from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.contacts import checked_contact
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.identification import policy
from seawall.identification.models import ProtectionBody
from seawall.identification.safeguarding.words import LONGEST_NAME, BodyTerms


@action
def add_body(terms: BodyTerms, *, actor: Actor) -> ProtectionBody:
    """One more office that protects children, for whoever of the agency needs it."""
    if not policy.may_open(actor):
        raise Refused
    name = terms.name.strip()
    _check(name, terms.country)
    contact = checked_contact(terms.contact)
    if ProtectionBody.objects.filter(owner_id=actor.agency_id, country=terms.country, name=name).exists():
        raise Invalid({"name": _("This body is in the list already.")})
    body = ProtectionBody.objects.create(
        owner_id=actor.agency_id, name=name, country=terms.country, contact=contact
    )
    record("identification.body_added", actor=actor, subject=body, country=body.country)
    return body


def _check(name: str, country: str) -> None:
    faults: dict[str, Sentence] = {}
    if not name:
        faults["name"] = _("Say what the body is called.")
    elif len(name) > LONGEST_NAME:
        faults["name"] = _("Please say it in at most 120 letters.")
    if not is_country(country):
        faults["country"] = _("This is not the two-letter code of a country, such as DE.")
    if faults:
        raise Invalid(faults)
