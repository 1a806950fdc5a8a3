from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.identification.models import Clue
from seawall.identification.reading import clue_to_change, reading_of, write_step
from seawall.identification.states import AsideGround, ClueState


@action
def set_aside_clue(clue: Clue, ground: AsideGround, *, words: str = "", actor: Actor) -> Clue:
    """It counts no more, on a ground; what it said stays readable, and somebody may weigh it anew."""
    clue = clue_to_change(clue, ClueState.SET_ASIDE, actor)
    write_step(clue, reading_of(clue), ground=ground, words=words, actor=actor)
    record("identification.clue_set_aside", actor=actor, subject=clue, ground=ground.value)
    return clue
