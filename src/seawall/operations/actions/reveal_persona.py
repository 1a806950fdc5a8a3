from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Persona
from seawall.operations.personas.standing import is_seen
from seawall.operations.states import Purpose


@action
def reveal_persona(persona: Persona, purpose: Purpose, *, actor: Actor) -> str:
    """The name of the profile in full, shown once. No line in the trail, no name."""
    if not policy.may_work_on_personas(actor) or not is_seen(actor, persona):
        raise Refused
    require_fresh(actor)
    if not persona.handle:
        raise WrongState(_("No name of the profile was kept."))
    record(
        "operations.persona_revealed",
        actor=actor,
        subject=persona,
        purpose=purpose.value,
        operation=persona.operation_id,
    )
    handle: str = persona.handle.secret
    return handle
