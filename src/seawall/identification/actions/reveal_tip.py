from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.asking.words import TipSaid
from seawall.identification.models import Invitation, Tip
from seawall.identification.states import CluePurpose


@action
def reveal_tip(tip: Tip, purpose: CluePurpose, *, actor: Actor) -> TipSaid:
    """Its words, for a stated purpose: a stranger may have written anything."""
    if not policy.may_change(actor, tip):
        raise Refused
    record("identification.tip_revealed", actor=actor, subject=tip, purpose=purpose.value)
    return _said(tip)


def _said(tip: Tip) -> TipSaid:
    invitation = Invitation.objects.filter(tip=tip).first()
    if invitation is None:
        return TipSaid(tip.words.secret)
    certainty = invitation.get_certainty_display()
    return TipSaid(tip.words.secret, certainty, invitation.how_known.secret, invitation.contact.secret)
