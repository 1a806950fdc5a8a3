import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.people import policy
from seawall.people.models import AccessKey, Agency, Assignment
from seawall.people.states import AgencyKind, AssignmentKind

DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes a provider's own: which kind, and its address, domain or holder."""

    kind: AssignmentKind
    value: str
    renews_keys: bool = False


@action
def assign_to_provider(provider: Agency, part: Part, *, actor: Actor) -> Assignment:
    """Let a provider's abuse desk see what `part` names of the actor's agency's records: past and future ones alike."""
    # One at a time for each agency: two that overlap must not be made at once.
    agency = Agency.objects.select_for_update().filter(pk=actor.agency_id).first()
    if agency is None or not policy.may_assign(actor, agency):
        raise Refused
    require_fresh(actor)
    if provider.kind != AgencyKind.PROVIDER or provider.pk == agency.pk:
        raise Invalid({"provider": _("Choose a provider.")})
    value = _checked(part, agency)
    renews = part.renews_keys and part.kind == AssignmentKind.HOLDER
    made = Assignment(
        owner=agency,
        provider=provider,
        kind=part.kind,
        value=value,
        renews_keys=renews,
        made_by_id=actor.id,
    )
    made.save(force_insert=True)
    record(
        "people.assigned_to_provider",
        actor=actor,
        subject=made,
        provider=provider.id,
        kind=str(part.kind),
        renews_keys=renews,
    )
    return made


def _checked(part: Part, agency: Agency) -> str:
    value = part.value.strip()
    if part.kind == AssignmentKind.HOLDER:
        if not AccessKey.objects.filter(owner=agency, holder=value).exists():
            raise Invalid({"value": _("No access key of yours has this holder.")})
    else:
        value = value.lower()
        _check_form(part.kind, value)
    _refuse_overlap(part.kind, value, agency)
    return value


def _check_form(kind: AssignmentKind, value: str) -> None:
    if kind == AssignmentKind.DOMAIN and not DOMAIN.fullmatch(value):
        raise Invalid({"value": _("Give the domain alone, such as hosting.example.")})
    if kind == AssignmentKind.CONTACT:
        try:
            validate_email(value)
        except ValidationError as error:
            raise Invalid({"value": _("This is not an e-mail address.")}) from error


def _refuse_overlap(kind: AssignmentKind, value: str, agency: Agency) -> None:
    """One notice is one provider's. An address lies in its domain, whichever was assigned first."""
    running = Assignment.objects.filter(owner=agency, ended_at=None)
    taken = running.filter(kind=kind, value=value)
    if kind == AssignmentKind.CONTACT:
        taken |= running.filter(kind=AssignmentKind.DOMAIN, value=value.rpartition("@")[2])
    elif kind == AssignmentKind.DOMAIN:
        taken |= running.filter(kind=AssignmentKind.CONTACT, value__endswith=f"@{value}")
    if taken.exists():
        raise Invalid({"value": _("This is assigned already, or a part of it is. End that first.")})
