from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.operations.models import Persona, PersonaLink
from seawall.operations.personas.standing import end_written, locked
from seawall.operations.persons.standing import checked_words


@action
def link_persona(persona: Persona, end: str, *, words: str, actor: Actor) -> PersonaLink:
    """It leads to this person or this account of the operation, or it reached this child; `end` is a code or an id as somebody typed it."""
    persona = locked(actor, persona)
    field = end_written(actor, persona, end)
    words = checked_words(words)
    if not words:
        raise Invalid({"words": _("Say on what this rests. Others have to understand it later.")})
    if persona.links.filter(**field, ended_at=None).exists():
        raise Invalid({"end": _("The persona is linked to this already.")})
    link = PersonaLink.objects.create(persona=persona, words=words, by_id=actor.id, **field)
    record("operations.persona_linked", actor=actor, subject=persona, link=link.id, to=link.kind.value)
    return link
