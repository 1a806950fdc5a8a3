from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.federation import policy
from seawall.federation.events import VotingSwitchedOn
from seawall.federation.models import Source, Voting
from seawall.federation.states import VoteTrouble
from seawall.federation.voting.naming import takes_votes

NOT_TAKEN_THERE = _("This source takes no votes from us; its page says why.")


@action
def switch_voting_on(source: Source, *, actor: Actor) -> Voting:
    """What people here find about its entries goes back to this source from now on, and what they have found already."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_switch_voting(actor, source):
        raise Refused
    require_fresh(actor)
    if source.removed_at:
        raise WrongState
    if not takes_votes(source):
        raise WrongState(NOT_TAKEN_THERE)
    voting, _new = Voting.objects.select_for_update().get_or_create(
        source=source, defaults={"owner_id": source.owner_id}
    )
    if voting.on_since:
        raise WrongState
    voting.on_since, voting.on_by_id = clock.now(), actor.id
    voting.due_at, voting.trouble, voting.trouble_since, voting.misses = (
        clock.now(),
        VoteTrouble.NONE,
        None,
        0,
    )
    voting.save()
    record("federation.voting_switched_on", actor=actor, subject=source)
    announce(VotingSwitchedOn(owner_id=source.owner_id, source_id=source.id))
    return voting
