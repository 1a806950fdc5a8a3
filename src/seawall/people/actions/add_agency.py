import re
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.people import policy
from seawall.people.models import Agency
from seawall.people.states import AgencyKind


@action
def add_agency(
    name: str, kind: AgencyKind, *, country: str, public_door: bool = False, actor: Actor
) -> Agency:
    """A new agency on this node. Only the node itself does it, and the first line of the agency's trail says so."""
    agency = Agency(name=name.strip(), kind=kind, country=country.upper(), public_door=public_door)
    own = replace(actor, agency_id=agency.id)
    if not policy.may_add_agency(own, agency):
        raise Refused
    _check(agency)
    agency.save(force_insert=True)
    record("people.agency_added", actor=own, subject=agency, kind=str(kind), public_door=public_door)
    return agency


def _check(agency: Agency) -> None:
    if not agency.name:
        raise Invalid({"name": _("Give the agency a name.")})
    if not re.fullmatch("[A-Z]{2}", agency.country):
        raise Invalid({"country": _("Give the country as two letters, such as DE or NL.")})
    if Agency.objects.filter(name=agency.name).exists():
        raise Invalid({"name": _("There is already an agency of this name.")})
    if agency.public_door and Agency.objects.filter(public_door=True).exists():
        raise Invalid({"public_door": _("Another agency already has this node's public door.")})
