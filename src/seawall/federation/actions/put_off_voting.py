from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.models import Voting
from seawall.federation.states import VoteTrouble
from seawall.federation.voting.wishing import wait_after


@action
def put_off_voting(voting: Voting, *, actor: Actor) -> Voting:
    """Something in this node went wrong before a vote could be said: later, and ever later."""
    voting = Voting.objects.select_for_update().get(pk=voting.pk)
    if not policy.may_vote(actor, voting):
        raise Refused
    voting.misses += 1
    voting.due_at = clock.now() + wait_after(voting.misses)
    voting.trouble, voting.trouble_since = VoteTrouble.OURS, voting.trouble_since or clock.now()
    voting.save(update_fields=["misses", "due_at", "trouble", "trouble_since", "changed_at"])
    record("federation.voting_put_off", actor=actor, subject=voting.source_id, misses=voting.misses)
    return voting
