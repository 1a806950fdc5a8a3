from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.operations import policy
from seawall.operations.events import OutcomeKept
from seawall.operations.models import Referral
from seawall.operations.referring.of_series import reported_things_in
from seawall.operations.referring.states import OF_USE


@action
def keep_outcome(one: Referral, *, actor: Actor) -> None:
    """The owner's own trail says what was answered, and on whom: whoever answered has written into another agency's trail."""
    one = Referral.objects.select_for_update().get(pk=one.pk)
    if not policy.may_keep_outcome(actor, one):
        raise Refused
    record(
        "operations.outcome_came",
        actor=actor,
        subject=one,
        outcome=one.outcome,
        persons=list(one.persons.order_by("id").values_list("id", flat=True)),
        series=list(one.series.order_by("id").values_list("series_id", flat=True)),
    )
    if reported := reported_things_in(one, actor=actor):
        announce(OutcomeKept(one.owner_id, reported, one.outcome in OF_USE))
