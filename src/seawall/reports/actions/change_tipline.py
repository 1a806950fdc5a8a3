from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.reports import policy
from seawall.reports.forwarding.checking import checked_terms
from seawall.reports.forwarding.credentials import sealed
from seawall.reports.models import Tipline
from seawall.reports.states import Snag, TiplineTerms


@action
def change_tipline(tipline: Tipline, terms: TiplineTerms, *, actor: Actor) -> Tipline:
    """Other credentials, another contact, files described or not. Its place stays: for another one another tipline is added. What waited
    goes on."""
    tipline = Tipline.objects.select_for_update().get(pk=tipline.pk)
    if not policy.may_change_tipline(actor, tipline):
        raise Refused
    require_fresh(actor)
    if tipline.removed_at:
        raise WrongState
    if bool(terms.user) != bool(terms.password):
        raise Invalid({"password": _("User name and password are changed together.")})
    terms = checked_terms(terms, new=False)
    if terms.user:
        tipline.credentials = sealed({"user": terms.user, "password": terms.password})
    tipline.contact = terms.contact
    if not tipline.place:
        tipline.only_taken = terms.only_taken
    tipline.snag, tipline.snag_since = Snag.NONE, None
    tipline.save()
    record("reports.tipline_changed", actor=actor, subject=tipline, credentials=bool(terms.user))
    return tipline
