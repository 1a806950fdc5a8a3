from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Match
from seawall.material.states import MatchAnswer


@action
def answer_match(match: Match, same: bool, *, actor: Actor) -> Match:
    """A person says whether the match is the same or not. "Not the same" is kept and respected by every later look-up."""
    match = Match.objects.select_for_update().get(pk=match.pk)
    if not policy.may_answer_match(actor, match):
        raise Refused
    match.answer = MatchAnswer.SAME if same else MatchAnswer.NOT_SAME
    match.answered_by_id, match.answered_at = actor.id, clock.now()
    match.save(update_fields=["answer", "answered_by", "answered_at", "changed_at"])
    record("material.match_answered", actor=actor, subject=match, item=match.item_id, same=same)
    return match
