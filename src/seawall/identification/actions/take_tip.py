from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.identification.actions.note_clue import note_clue
from seawall.identification.asking.keeping import tip_to_weigh
from seawall.identification.asking.words import TipState
from seawall.identification.models import Clue, Tip
from seawall.identification.states import Noted, Reading


@action
def take_tip(tip: Tip, noted: Noted, *, reading: Reading, actor: Actor) -> Clue:
    """It becomes a clue of the series, in the specialist's own words, and stays its source."""
    tip = tip_to_weigh(tip, actor)
    series = tip.request.clue.series
    if series is None:
        raise WrongState
    clue = note_clue(series, noted, reading=reading, actor=actor)
    tip.state, tip.clue, tip.weighed_by_id, tip.weighed_at = TipState.TAKEN, clue, actor.id, clock.now()
    tip.save(update_fields=["state", "clue", "weighed_by", "weighed_at", "changed_at"])
    record("identification.tip_taken", actor=actor, subject=tip, clue=clue.id)
    return clue
