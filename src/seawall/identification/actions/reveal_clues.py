from collections.abc import Mapping

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Clue, Series
from seawall.identification.states import CluePurpose


@action
def reveal_clues(series: Series, purpose: CluePurpose, *, actor: Actor) -> Mapping[str, str]:
    """The words of all clues of a series by their ids, for a stated purpose."""
    if not policy.may_change(actor, series):
        raise Refused
    words = {clue.id: clue.words.secret for clue in series.clues.all()}
    record(
        "identification.clues_revealed",
        actor=actor,
        subject=series,
        purpose=purpose.value,
        clues=len(words),
    )
    return words


@action
def reveal_clue(clue: Clue, purpose: CluePurpose, *, actor: Actor) -> str:
    if not policy.may_change(actor, clue):
        raise Refused
    record("identification.clue_revealed", actor=actor, subject=clue, purpose=purpose.value)
    return str(clue.words.secret)
