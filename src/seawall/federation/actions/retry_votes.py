from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source, SourceVote, Voting
from seawall.federation.states import CANNOT_BE_SAID, VoteState, VoteTrouble
from seawall.federation.voting.wishing import try_again


@action
def retry_votes(source: Source, *, actor: Actor) -> int:
    """Whatever was stopped or has to wait is said again now, as far as it can be said; how many votes that are."""
    voting = Voting.objects.select_for_update().filter(source=source).first()
    if not policy.may_mend_votes(actor, source):
        raise Refused
    if voting is None or voting.on_since is None:
        raise WrongState
    voting.due_at, voting.trouble, voting.trouble_since, voting.misses = (
        clock.now(),
        VoteTrouble.NONE,
        None,
        0,
    )
    voting.save(update_fields=["due_at", "trouble", "trouble_since", "misses", "changed_at"])
    held = SourceVote.objects.select_for_update().filter(
        source=source, state__in=[VoteState.STOPPED, VoteState.WAITING]
    )
    again = list(held.exclude(trouble__in=[*CANNOT_BE_SAID, ""]).order_by("id"))
    for vote in again:
        try_again(vote)
        vote.save()
    record("federation.votes_retried", actor=actor, subject=source, votes=len(again))
    return len(again)
