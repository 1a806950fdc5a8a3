from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import SourceVote, Voting
from seawall.federation.states import PASSING_TROUBLES, STOPS_THE_VOTING, VoteTrouble
from seawall.federation.voting.calling import Answered, Step
from seawall.federation.voting.wishing import note, wait_after

MOST_NAMES = 100


class StepLost(WrongState):
    """The lease is another's now, or the source was moved: what was answered is not ours to note."""


@action
def note_vote(step: Step, answered: Answered, *, actor: Actor) -> SourceVote:
    """What became of a call, and when the next may be made. Until this is kept the vote counts as one that may stand there."""
    voting = Voting.objects.select_for_update().filter(pk=step.voting_id).first()
    if voting is None or voting.lease != step.lease:
        raise StepLost
    if not policy.may_vote(actor, voting):
        raise Refused
    vote = SourceVote.objects.select_for_update().get(pk=step.vote_id)
    note(vote, step.reason, answered.trouble, step.in_doubt)
    vote.status = answered.status
    vote.save()
    _note_at(voting, answered)
    record(
        "federation.vote_answered",
        actor=actor,
        subject=vote,
        reason=step.reason.value,
        state=vote.state,
        trouble=answered.trouble.value,
        status=answered.status,
    )
    return vote


def _note_at(voting: Voting, answered: Answered) -> None:
    """A fault of one vote is no fault of the others; no answer and no entry are."""
    trouble, now = answered.trouble, clock.now()
    voting.lease, voting.leased_until, voting.due_at = "", None, now
    if trouble in STOPS_THE_VOTING:
        voting.due_at = None
    elif trouble in PASSING_TROUBLES:
        voting.misses += 1
        voting.due_at = now + wait_after(voting.misses)
    else:
        trouble, voting.misses = VoteTrouble.NONE, 0
    voting.trouble = trouble
    voting.trouble_since = (voting.trouble_since or now) if trouble else None
    if answered.offered is not None:
        voting.offered = sorted({*voting.offered, *answered.offered})[:MOST_NAMES]
    voting.save()
