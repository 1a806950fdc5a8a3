"""What an answer makes of a forwarding. docs/decisions/0030 has the reasons; the one rule: a report is filed by `finish` alone, and `finish` is
only called with a number that stands in our records before."""

from datetime import datetime, timedelta

from seawall.core import clock
from seawall.core.errors import WrongState
from seawall.core.waits import ever_longer
from seawall.reports.forwarding.calling import Answered
from seawall.reports.models import Forwarding
from seawall.reports.states import FORWARDING_STEPS, OF_THE_TIPLINE, PASSING, Call, ForwardingState, Snag
from seawall.wire.cybertip.answers import Code

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
# About eight hours of waiting in all: by then a person should know.
MOST_MISSES = 14
# A report that vanishes so often before it is filed vanishes for a reason.
MOST_VANISHED = 3


def judge(one: Forwarding, call: Call, answered: Answered) -> None:
    """Changes the record, which is locked. What stops the tipline leaves the forwarding as it was."""
    if answered.snag in OF_THE_TIPLINE:
        return
    if answered.snag in PASSING:
        _put_off(one, answered.snag)
    elif answered.snag:
        stop(one, answered.snag)
    elif answered.code == Code.FINISHED:
        _finished_there(one)
    elif answered.code == Code.RETRACTED:
        _retracted_there(one, call)
    elif answered.code == Code.NO_SUCH_REPORT:
        _unknown_there(one, call)
    else:
        _done(one, call, answered)


def count_killed(one: Forwarding) -> None:
    """The process that made the last call was killed, or failed in a way of its own: after many of these a person should know."""
    one.misses += 1
    if one.misses >= MOST_MISSES:
        stop(one, Snag.TRIED)


def step_to(one: Forwarding, state: ForwardingState) -> None:
    if state not in FORWARDING_STEPS[ForwardingState(one.state)]:
        raise WrongState
    one.state = state


def stop(one: Forwarding, snag: Snag) -> None:
    """Until a person has looked."""
    _snag(one, snag)
    one.due_at = None


def go_on(one: Forwarding, at: datetime | None = None) -> None:
    _snag(one, Snag.NONE)
    one.due_at, one.misses = at or clock.now(), 0


def end(one: Forwarding, state: ForwardingState) -> None:
    step_to(one, state)
    _snag(one, Snag.NONE)
    one.due_at, one.misses = None, 0
    if state is ForwardingState.FINISHED:
        one.finished_at = clock.now()


def begin_anew(one: Forwarding) -> None:
    """For what certainly was not filed. The old number is never used again; what is to be withdrawn is not sent again."""
    if one.withdraw_asked_at:
        end(one, ForwardingState.WITHDRAWN)
        return
    if one.state != ForwardingState.DRAFTED:
        step_to(one, ForwardingState.DRAFTED)
    one.number, one.files_told, one.finishes = None, 0, 0
    go_on(one)


def _snag(one: Forwarding, snag: Snag) -> None:
    one.snag, one.snag_since = snag, (one.snag_since or clock.now()) if snag else None


def _put_off(one: Forwarding, snag: Snag) -> None:
    one.misses += 1
    if one.misses >= MOST_MISSES:
        stop(one, Snag.TRIED)
        return
    _snag(one, snag)
    one.due_at = clock.now() + ever_longer(one.misses, FIRST_WAIT, LONGEST_WAIT)


def _done(one: Forwarding, call: Call, answered: Answered) -> None:
    if call == Call.SUBMIT:
        _submitted(one, answered.number)
    elif answered.number not in (None, one.number):
        # About another report; asked again, the tipline says what holds of ours.
        stop(one, Snag.NOT_UNDERSTOOD)
    elif call == Call.FILEINFO:
        one.files_told += 1
        if one.files_told == one.file_count:
            step_to(one, ForwardingState.DESCRIBED)
        go_on(one)
    else:
        end(one, ForwardingState.FINISHED if call == Call.FINISH else ForwardingState.WITHDRAWN)


def _submitted(one: Forwarding, number: int | None) -> None:
    if number is None or Forwarding.objects.filter(tipline_id=one.tipline_id, number=number).exists():
        stop(one, Snag.NOT_UNDERSTOOD)
        return
    one.number, one.files_told, one.finishes = number, 0, 0
    step_to(one, ForwardingState.SUBMITTED)
    go_on(one)


def _finished_there(one: Forwarding) -> None:
    """The oracle: an earlier `finish` did its deed and its answer was lost, or it was faster than a withdrawal."""
    if one.finishes:
        end(one, ForwardingState.FINISHED)
    else:
        stop(one, Snag.NOT_UNDERSTOOD)


def _retracted_there(one: Forwarding, call: Call) -> None:
    if call == Call.RETRACT:
        end(one, ForwardingState.WITHDRAWN)
    else:
        stop(one, Snag.TAKEN_BACK_THERE)


def _unknown_there(one: Forwarding, call: Call) -> None:
    """Drafts vanish by themselves. Unless an earlier `finish` may have done its deed, what vanished was not filed."""
    if one.finishes > (call == Call.FINISH):
        stop(one, Snag.UNSURE)
    elif call == Call.RETRACT:
        end(one, ForwardingState.WITHDRAWN)
    elif one.vanished >= MOST_VANISHED:
        stop(one, Snag.TOO_OFTEN_GONE)
    else:
        one.vanished += 1
        begin_anew(one)
