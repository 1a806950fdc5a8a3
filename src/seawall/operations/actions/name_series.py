from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.identification.queries import open_series_by_code
from seawall.operations import policy, scope
from seawall.operations.models import NamedSeries, Operation


@action
def name_series(operation: Operation, code: str, *, actor: Actor) -> NamedSeries:
    """A series of the actor's agency belongs to this operation: its children and items count there, and nothing of it is shown."""
    mine = Operation.objects.select_for_update().filter(pk=operation.pk)
    found = mine.filter(scope.operations_of(actor.agency_id)).first()
    if not policy.may_name_series(actor) or found is None:
        raise Refused
    series = open_series_by_code(actor, code)
    if series is None:
        raise Invalid({"code": _("Your agency has no open series of this code.")})
    if NamedSeries.objects.filter(operation=found, series=series, ended_at=None).exists():
        raise Invalid({"code": _("This series is named to the operation already.")})
    named = NamedSeries.objects.create(
        owner_id=actor.agency_id, operation=found, series=series, by_id=actor.id
    )
    record("operations.series_named", actor=actor, subject=series.id, operation=found.id)
    return named
