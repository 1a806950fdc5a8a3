from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Tip
from seawall.identification.states import CluePurpose


@action
def reveal_tip(tip: Tip, purpose: CluePurpose, *, actor: Actor) -> str:
    """Its words, for a stated purpose: a stranger may have written anything."""
    if not policy.may_change(actor, tip):
        raise Refused
    record("identification.tip_revealed", actor=actor, subject=tip, purpose=purpose.value)
    return str(tip.words.secret)
