from collections.abc import Sequence

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.models import Report


@action
def note_of_use(report_ids: Sequence[str], was_of_use: bool, *, actor: Actor) -> list[Report]:
    """What these reports told has helped those who protect children, or it turned out that it has not. What it was, is not known here."""
    found = Report.objects.select_for_update().filter(pk__in=report_ids).order_by("id")
    changed = [one for one in found if one.of_use != was_of_use]
    if not all(policy.may_note_of_use(actor, one) for one in changed):
        raise Refused
    for one in changed:
        one.of_use = was_of_use
        one.save(update_fields=["of_use", "changed_at"])
        record("reports.of_use_noted", actor=actor, subject=one, of_use=was_of_use)
    return changed
