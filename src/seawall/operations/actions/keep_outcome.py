from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.operations import policy
from seawall.operations.models import Referral


@action
def keep_outcome(one: Referral, *, actor: Actor) -> None:
    """The owner's own trail says what was answered, and on which persons: whoever answered has written into another agency's trail."""
    one = Referral.objects.select_for_update().get(pk=one.pk)
    if not policy.may_keep_outcome(actor, one):
        raise Refused
    record(
        "operations.outcome_came",
        actor=actor,
        subject=one,
        outcome=one.outcome,
        persons=list(one.persons.order_by("id").values_list("id", flat=True)),
    )
