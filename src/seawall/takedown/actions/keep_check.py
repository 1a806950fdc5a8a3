from collections.abc import Sequence
from datetime import datetime, timedelta

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.takedown import policy
from seawall.takedown.actions.close_gone import close_gone
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.actions.reopen_back import reopen_back
from seawall.takedown.models import Answer, Check, Location
from seawall.takedown.outside import head
from seawall.takedown.states import WATCHED, AnswerKind, LocationState, Question

# Close at first, while a provider acts; then ever rarer, so that a host is not asked for ever.
PAUSES_WHILE_UP = (
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=48),
    timedelta(days=7),
)
# Much that is removed comes back within days; after a year at the same address hardly anything does.
PAUSES_WHEN_GONE = (timedelta(hours=24), timedelta(hours=48), timedelta(days=7))
WATCH_GONE_FOR = timedelta(days=365)

SAID_TO_BE_GONE = (AnswerKind.REMOVED, AnswerKind.ALREADY_GONE)


@action
def keep_check(location: Location, look: head.Look, *, actor: Actor) -> Check:
    """Keep what a look found and act on it: gone closes, back re-opens, moved and "still up" ask a person."""
    location = locked_location(location)
    if not policy.may_check(actor, location):
        raise Refused
    if location.state not in WATCHED:
        raise WrongState
    check = _kept(location, look)
    location.last_check_at = check.created_at
    location.checks_made += 1
    _ask(location, look)
    location.next_check_at = next_check(location)
    location.save()
    if location.state != LocationState.GONE and _is_gone(location, look):
        close_gone(location, actor=actor)
    elif location.state == LocationState.GONE and look.standing == head.Standing.UP:
        reopen_back(location, actor=actor)
    record(
        "check.kept",
        actor=actor,
        subject=check,
        location=location.id,
        standing=check.standing,
        reason=check.reason,
    )
    return check


def _kept(location: Location, look: head.Look) -> Check:
    return Check.objects.create(
        owner_id=location.owner_id,
        location=location,
        standing=look.standing.value,
        reason=look.reason.value,
        status=look.status,
        moved_to=look.moved_to.url if look.moved_to else "",
        hops=look.hops,
    )


def _is_gone(location: Location, look: head.Look) -> bool:
    if look.standing == head.Standing.GONE:
        return True
    # With checks switched off there is the provider's word alone, and it is taken.
    return look.reason == head.Reason.SWITCHED_OFF and _said_to_be_gone(location)


def _ask(location: Location, look: head.Look) -> None:
    if look.standing == head.Standing.MOVED:
        location.ask(Question.MOVED)
    elif (
        look.standing == head.Standing.UP
        and location.state == LocationState.NOTICED
        and _said_to_be_gone(location)
    ):
        location.ask(Question.STILL_UP)


def _said_to_be_gone(location: Location) -> bool:
    newest = Answer.objects.filter(location=location).order_by("-created_at").first()
    return newest is not None and newest.kind in SAID_TO_BE_GONE


def next_check(location: Location) -> datetime | None:
    now = clock.now()
    if location.state == LocationState.GONE:
        if location.gone_at is not None and now - location.gone_at > WATCH_GONE_FOR:
            return None
        return now + _pause(PAUSES_WHEN_GONE, location.checks_made)
    return now + _pause(PAUSES_WHILE_UP, location.checks_made)


def _pause(pauses: Sequence[timedelta], made: int) -> timedelta:
    return pauses[min(made, len(pauses) - 1)]


def first_check_after_notice(location: Location) -> None:
    """A provider was just asked: look often again."""
    location.checks_made = 0
    location.next_check_at = clock.now() + PAUSES_WHILE_UP[0]
