from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.operations.models import Charge
from seawall.operations.persons.standing import check_past, checked_words, locked
from seawall.operations.persons.words import ChargeEnd, ChargeOutcome


@action
def end_charge(charge: Charge, end: ChargeEnd, *, actor: Actor) -> Charge:
    """What became of it: proven, not proven, dropped."""
    person = locked(actor, charge.person)
    charge = Charge.objects.select_for_update().get(pk=charge.pk)
    if charge.outcome != ChargeOutcome.OPEN:
        raise WrongState
    if end.outcome is ChargeOutcome.OPEN:
        raise Invalid({"outcome": _("Say what became of the charge.")})
    check_past("ended_on", end.ended_on)
    if end.ended_on < charge.laid_on:
        raise Invalid({"ended_on": _("This is before the day on which the charge was laid.")})
    charge.outcome, charge.ended_on, charge.ended_by_id = end.outcome, end.ended_on, actor.id
    charge.words = checked_words(end.words)
    charge.save(update_fields=["outcome", "ended_on", "ended_by", "words"])
    record(
        "operations.charge_ended",
        actor=actor,
        subject=person,
        charge=charge.id,
        outcome=end.outcome.value,
    )
    return charge
