from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.identification.models import Clue
from seawall.identification.reading import check_reading, clue_to_change, write_step
from seawall.identification.states import ClueState, Reading


@action
def weigh_clue(clue: Clue, reading: Reading, *, words: str = "", actor: Actor) -> Clue:
    """Somebody knows better what the clue says, or how sure that is. What was thought before stays. A clue that was set aside
    counts again."""
    clue = clue_to_change(clue, ClueState.OPEN, actor)
    check_reading(reading)
    write_step(clue, reading, words=words, actor=actor)
    record(
        "identification.clue_weighed",
        actor=actor,
        subject=clue,
        confidence=reading.confidence.value,
        supports=len(reading.supports),
        excludes=len(reading.excludes),
    )
    return clue
