from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, Duty, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.people import policy
from seawall.people.duties import clash, descriptions
from seawall.people.models import Agency, DutyGrant, Staff


@action
def add_staff(agency: Agency, email: str, *, name: str, duties: Collection[Duty] = (), actor: Actor) -> Staff:
    """A new colleague, who cannot sign in before a password was set through a link; see `link_to_set_password`."""
    if not policy.may_add_staff(actor, agency):
        raise Refused
    require_fresh(actor)
    email = _checked_email(email)
    check_duties(duties, agency)
    if not name.strip():
        raise Invalid({"name": _("Give the name colleagues will see.")})
    staff = Staff(email=email, name=name.strip(), agency=agency)
    staff.set_unusable_password()
    staff.save(force_insert=True)
    for duty in duties:
        DutyGrant.objects.create(staff=staff, duty=duty, granted_by=actor.id)
    record("people.staff_added", actor=actor, subject=staff, duties=sorted(map(str, duties)))
    return staff


def _checked_email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid({"email": _("This is not an e-mail address.")}) from error
    if Staff.objects.filter(email=email).exists():
        raise Invalid({"email": _("Somebody already signs in with this e-mail address.")})
    return email


def check_duties(duties: Collection[Duty], agency: Agency) -> None:
    """Each must fit the kind of agency, and no two may exclude each other (duties.toml)."""
    unfit = [duty for duty in duties if agency.kind not in descriptions()[duty].fits]
    if unfit:
        raise Invalid({"duty": _("This duty does not exist at this kind of agency.")})
    if clash(duties):
        raise Invalid(
            {"duty": _("One person must not hold these duties together: each watches over the other.")}
        )
