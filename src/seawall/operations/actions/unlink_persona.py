from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations.models import PersonaLink
from seawall.operations.personas.reading import links_for
from seawall.operations.personas.standing import locked


@action
def unlink_persona(link: PersonaLink, *, actor: Actor) -> PersonaLink:
    """It does not lead there. That somebody once thought so stays."""
    persona = locked(actor, link.persona)
    link = PersonaLink.objects.select_for_update().get(pk=link.pk)
    if link.ended_at is not None:
        raise WrongState
    if not links_for(actor).filter(pk=link.pk).exists():
        raise Refused
    link.ended_at, link.ended_by_id = clock.now(), actor.id
    link.save(update_fields=["ended_at", "ended_by"])
    record("operations.persona_unlinked", actor=actor, subject=persona, link=link.id, to=link.kind.value)
    return link
