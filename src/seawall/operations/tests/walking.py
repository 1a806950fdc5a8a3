"""Personas for tests, made by the deeds themselves."""

from seawall.core.actors import Actor
from seawall.operations.actions import link_persona, note_persona
from seawall.operations.models import Account, Operation, Persona
from seawall.operations.personas.words import Method, PersonaTerms


def a_persona(
    operation: Operation,
    actor: Actor,
    *,
    country: str = "",
    platform: str = "Chat Example",
    account: Account | None = None,
) -> Persona:
    terms = PersonaTerms(platform, Method.GAME, handle="paper_boat", country=country, unidentified=3)
    return note_persona(operation, terms, account=account, actor=actor)


def linked(persona: Persona, end: str, actor: Actor) -> None:
    link_persona(persona, end, words="Named in the answer of the provider.", actor=actor)
