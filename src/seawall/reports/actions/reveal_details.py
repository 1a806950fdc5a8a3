from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.keys import unseal
from seawall.reports import policy
from seawall.reports.models import Report
from seawall.reports.states import Purpose


@action
def reveal_details(report: Report, purpose: str, *, actor: Actor) -> str:
    """What a provider's machine told besides: connections, names, numbers. The same care as for a web address."""
    if not policy.may_reveal(actor, report):
        raise Refused
    require_fresh(actor)
    if not report.sealed_details:
        raise WrongState(_("This report came without details."))
    if purpose not in Purpose.values:
        raise Invalid({"purpose": _("Please say what you need it for.")})
    record("reports.details_revealed", actor=actor, subject=report, purpose=purpose)
    return unseal("reports.details", report.sealed_details)
