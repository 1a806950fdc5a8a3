from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.models import Report


@action
def erase_contact(report: Report, *, actor: Actor) -> Report:
    """Forget how the reporter could be reached; that it is gone and when stays."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not policy.may_erase_contact(actor, report):
        raise Refused
    if report.sealed_contact:
        report.sealed_contact, report.contact_erased_at = "", clock.now()
        report.save(update_fields=["sealed_contact", "contact_erased_at", "changed_at"])
        record("reports.contact_erased", actor=actor, subject=report)
    return report
