from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.models import SourceVote
from seawall.federation.voting.wishing import leave


@action
def leave_vote(vote: SourceVote, *, actor: Actor) -> SourceVote:
    """A person has told the source in words, or it need not know. Should people here find something else, it is a vote again."""
    vote = SourceVote.objects.select_for_update().get(pk=vote.pk)
    if not policy.may_mend_votes(actor, vote):
        raise Refused
    leave(vote)
    vote.save(update_fields=["state", "changed_at"])
    record("federation.vote_left", actor=actor, subject=vote, trouble=vote.trouble)
    return vote
