from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.operations import policy
from seawall.operations.models import Operation, Participation, Site
from seawall.operations.states import PartTerms
from seawall.people.queries import police_agencies_for


@action
def give_part(operation: Operation, terms: PartTerms, *, agency_id: str, actor: Actor) -> Participation:
    """Say what another agency works on, and so what it sees; said again, the new part stands and the old one does not."""
    operation = Operation.objects.select_for_update().get(pk=operation.pk)
    if not policy.may_lead(actor, operation):
        raise Refused
    _check(operation, terms, agency_id, actor)
    part, _new = Participation.objects.update_or_create(
        operation=operation,
        agency_id=agency_id,
        defaults={
            "owner_id": operation.owner_id,
            "kind": terms.kind,
            "countries": sorted(set(terms.countries)),
            "sites": sorted(set(terms.sites)),
            "ended_at": None,
        },
    )
    record(
        "operations.part_given",
        actor=actor,
        subject=operation,
        agency=agency_id,
        kind=terms.kind.value,
        countries=part.countries,
        sites=part.sites,
    )
    return part


def _check(operation: Operation, terms: PartTerms, agency_id: str, actor: Actor) -> None:
    faults: dict[str, Sentence] = {}
    if not police_agencies_for(actor).filter(pk=agency_id).exists():
        faults["agency"] = _("Choose another police agency of this node.")
    if not all(map(is_country, terms.countries)):
        faults["countries"] = _("Choose countries of the list.")
    there = Site.objects.filter(operation=operation, pk__in=terms.sites).count()
    if there != len(set(terms.sites)):
        faults["sites"] = _("Choose sites of this operation.")
    if not terms.countries and not terms.sites:
        faults["countries"] = _(
            "Choose at least one country or one site: without either the agency sees nothing."
        )
    if faults:
        raise Invalid(faults)
