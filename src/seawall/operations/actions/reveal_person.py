from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.core.keys import unseal
from seawall.operations import policy
from seawall.operations.models import Person
from seawall.operations.persons.standing import NAME, is_seen
from seawall.operations.states import Purpose


@action
def reveal_person(person: Person, purpose: Purpose, *, actor: Actor) -> str:
    """The name behind the code, shown once. No line in the trail, no name."""
    if not policy.may_work_on_persons(actor) or not is_seen(actor, person):
        raise Refused
    require_fresh(actor)
    if not person.name:
        raise WrongState(_("No name was kept for this person."))
    record(
        "operations.person_revealed",
        actor=actor,
        subject=person,
        purpose=purpose.value,
        operation=person.operation_id,
    )
    return unseal(NAME, person.name)
