"""What follows for a vote from what people here have found, and from what became of a call. It changes the record, which is locked."""

from datetime import timedelta

from seawall.core import clock
from seawall.core.errors import WrongState
from seawall.federation.models import SourceVote
from seawall.federation.states import (
    CANNOT_BE_SAID,
    PASSING_TROUBLES,
    STOPS_THE_VOTING,
    VoteState,
    VoteTrouble,
)
from seawall.material.states import VoteReason

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
# About eight hours of waiting in all: by then a person should know.
MOST_MISSES = 14


def wish(vote: SourceVote, reason: VoteReason | None) -> bool:
    """This shall be our word there from now on, or none. Says whether that is news."""
    wanted = reason.value if reason else ""
    # An entry that its source took back and gives again is voted on again.
    is_back = vote.state == VoteState.OVER and wanted and vote.kind
    if wanted == vote.wanted and not is_back:
        return False
    vote.wanted, vote.misses = wanted, 0
    _step(vote)
    return True


def let_go(vote: SourceVote) -> None:
    """The source has taken the entry back: there is nothing left to vote on."""
    vote.state, vote.trouble, vote.due_at = VoteState.OVER, VoteTrouble.NONE, None


def begin(vote: SourceVote) -> str:
    """Says what may stand there already, of a call that got no answer."""
    in_doubt, vote.begun = vote.begun, vote.wanted
    return in_doubt


def count_killed(vote: SourceVote) -> None:
    """Whoever said it last never noted an answer: after many of these a person should know."""
    if vote.begun and not vote.trouble:
        vote.misses += 1
        if vote.misses >= MOST_MISSES:
            _stop(vote, VoteTrouble.TRIED)


def note(vote: SourceVote, reason: VoteReason, trouble: VoteTrouble, in_doubt: str) -> None:
    """What became of a call that said `reason`; meanwhile something else may be wanted. One that was not taken leaves in doubt what was."""
    if trouble in PASSING_TROUBLES:
        put_off(vote, trouble)
        return
    vote.begun = in_doubt if trouble else ""
    if not trouble:
        vote.said, vote.said_at, vote.misses = reason.value, clock.now(), 0
    if trouble and trouble not in STOPS_THE_VOTING and vote.wanted == reason:
        _stop(vote, trouble)
    else:
        _step(vote)


def put_off(vote: SourceVote, trouble: VoteTrouble) -> None:
    vote.misses += 1
    if vote.state != VoteState.WAITING:
        return
    if vote.misses >= MOST_MISSES:
        _stop(vote, VoteTrouble.TRIED)
        return
    vote.trouble, vote.due_at = trouble, clock.now() + wait_after(vote.misses)


def wait_after(misses: int) -> timedelta:
    doubled: timedelta = FIRST_WAIT * (1 << min(misses - 1, 10))
    return min(doubled, LONGEST_WAIT)


def try_again(vote: SourceVote) -> None:
    """Raises `WrongState` for what cannot be said, however often it is tried."""
    if vote.state not in (VoteState.STOPPED, VoteState.WAITING) or vote.trouble in CANNOT_BE_SAID:
        raise WrongState
    vote.misses = 0
    _step(vote)


def leave(vote: SourceVote) -> None:
    if vote.state != VoteState.STOPPED:
        raise WrongState
    vote.state = VoteState.LEFT


def _step(vote: SourceVote) -> None:
    """To the state that follows from what is wanted, what was said, and what may have been."""
    vote.trouble, vote.due_at = VoteTrouble.NONE, None
    if not vote.kind and vote.wanted and not VoteReason(vote.wanted).up:
        _stop(vote, VoteTrouble.NO_KIND)
    elif not vote.kind:
        vote.state = VoteState.OVER
    elif vote.wanted and (vote.wanted != vote.said or vote.begun):
        vote.state, vote.due_at = VoteState.WAITING, clock.now()
    elif vote.wanted:
        vote.state = VoteState.SAID
    elif vote.said or vote.begun:
        _stop(vote, VoteTrouble.STANDS_THERE)
    else:
        vote.state = VoteState.OVER


def _stop(vote: SourceVote, trouble: VoteTrouble) -> None:
    vote.state, vote.trouble, vote.due_at = VoteState.STOPPED, trouble, None
