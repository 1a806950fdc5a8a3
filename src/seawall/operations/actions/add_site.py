from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.operations import policy
from seawall.operations.models import Operation, Site
from seawall.operations.states import LONGEST_NAME, SiteTerms

LONGEST_ADDRESS = 2000


@action
def add_site(operation: Operation, terms: SiteTerms, *, actor: Actor) -> Site:
    """Name where accounts are. The address is kept masked; nothing ever opens it."""
    operation = Operation.objects.select_for_update().get(pk=operation.pk)
    if not policy.may_lead(actor, operation):
        raise Refused
    name, address = " ".join(terms.name.split()), terms.address.strip()
    faults: dict[str, Sentence] = {}
    if not name or len(name) > LONGEST_NAME:
        faults["name"] = _("Give a name of at most 120 letters that says nothing to strangers.")
    elif operation.sites.filter(name=name).exists():
        faults["name"] = _("The operation has a site of this name.")
    if address and not _is_address(address):
        faults["address"] = _("An address begins with http:// or https://. It may also be left out.")
    if faults:
        raise Invalid(faults)
    site = Site.objects.create(
        owner_id=operation.owner_id, operation=operation, name=name, kind=terms.kind, address=address
    )
    record("operations.site_added", actor=actor, subject=site, operation=operation.id, kind=terms.kind.value)
    return site


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return len(text) <= LONGEST_ADDRESS and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
