from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.identification.asking.keeping import tip_to_weigh
from seawall.identification.asking.words import TipGround, TipState
from seawall.identification.models import Tip


@action
def set_aside_tip(tip: Tip, ground: TipGround, *, actor: Actor) -> Tip:
    """It leads no further, on a ground."""
    tip = tip_to_weigh(tip, actor)
    tip.state, tip.ground, tip.weighed_by_id, tip.weighed_at = TipState.ASIDE, ground, actor.id, clock.now()
    tip.save(update_fields=["state", "ground", "weighed_by", "weighed_at", "changed_at"])
    record("identification.tip_set_aside", actor=actor, subject=tip, ground=ground.value)
    return tip
