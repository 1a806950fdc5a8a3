from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, ActorKind
from seawall.core.errors import Refused


@action
def note_search(kind: str, hits: int, *, actor: Actor) -> None:
    """That somebody searched, for what kind of thing, and how much was found. What was typed is nowhere kept."""
    if actor.kind is not ActorKind.STAFF:
        raise Refused
    record("desk.searched", actor=actor, subject=actor.id, kind=kind, hits=hits)
