from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import MatchConfirmed, MatchRefuted
from seawall.material.models import Item, Match
from seawall.material.states import MatchAnswer
from seawall.material.turns import touch


@action
def answer_match(match: Match, same: bool, *, actor: Actor) -> Match:
    """A person says whether the match is the same or not. "Not the same" is kept and respected by every later look-up."""
    items = [item_id for item_id in (match.item_id, match.asking_id) if item_id]
    about = list(Item.objects.select_for_update().filter(pk__in=items).order_by("id"))
    match = Match.objects.select_for_update().get(pk=match.pk)
    if not policy.may_answer_match(actor, match):
        raise Refused
    match.answer = MatchAnswer.SAME if same else MatchAnswer.NOT_SAME
    match.answered_by_id, match.answered_at = actor.id, clock.now()
    match.save(update_fields=["answer", "answered_by", "answered_at", "changed_at"])
    touch(*about)
    record("material.match_answered", actor=actor, subject=match, item=match.item_id, same=same)
    if same:
        announce(MatchConfirmed(owner_id=match.owner_id, match_id=match.id, item_ids=sorted(items)))
    else:
        announce(MatchRefuted(owner_id=match.owner_id, match_id=match.id, by=actor.id))
    return match
