from collections.abc import Mapping

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.takedown import laws, policy
from seawall.takedown.actions.keep_trace import keep_trace
from seawall.takedown.actions.locks import locked_locations, locked_notice
from seawall.takedown.events import NoticeSealed
from seawall.takedown.letters import Place, write_letter
from seawall.takedown.links import link_for
from seawall.takedown.models import Location, Notice, NoticeLocation
from seawall.takedown.outside.found import Found
from seawall.takedown.states import DropReason, LocationState, NoticeState


@action
def seal_notice(notice: Notice, founds: Mapping[str, Found], *, actor: Actor) -> Notice:
    """Settle, by the trace of this minute, what the letter says, and keep its exact bytes before anything is sent.

    A location that moved, was held or is gone in the meantime drops out and waits for a person to route it anew.
    """
    locations = locked_locations(list(founds))
    notice = locked_notice(notice)
    if not policy.may_seal(actor, notice):
        raise Refused
    if notice.state != NoticeState.SENDING or notice.letter is not None:
        raise WrongState
    for location in locations:
        # Everything is locked by now: keep_trace writes to the trail, after which nothing more may be.
        keep_trace(location, founds[location.id], actor=actor)
    if any(not founds[line.location_id].complete for line in _lines(notice) if line.location_id in founds):
        # Nobody could tell us that the host is still the same: it is not sent on a guess.
        return _not_sure(notice, actor)
    places = []
    for line in _lines(notice):
        reason = _why_drop(line.location, notice)
        if reason:
            _drop(line, reason)
        else:
            places.append(Place(line.location, line.location.traces.first()))
    if not places:
        return _nothing_left(notice, actor)
    now = clock.now()
    letter = write_letter(notice, places, link_for(notice), now)
    notice.letter, notice.message_id = letter.raw, letter.message_id
    notice.save(update_fields=["letter", "message_id", "changed_at"])
    record("notice.sealed", actor=actor, subject=notice, lines=len(places), bytes=len(letter.raw))
    announce(NoticeSealed(notice.owner_id, notice.id))
    return notice


def _lines(notice: Notice) -> list[NoticeLocation]:
    return list(notice.lines.filter(dropped_at=None).select_related("location"))


def _not_sure(notice: Notice, actor: Actor) -> Notice:
    notice.state, notice.failure = NoticeState.FAILED, "trace_incomplete"
    notice.save(update_fields=["state", "failure", "changed_at"])
    record("notice.failed", actor=actor, subject=notice, reason=notice.failure)
    return notice


def _why_drop(location: Location, notice: Notice) -> DropReason | None:
    if location.state == LocationState.HELD:
        return DropReason.HELD
    if location.state == LocationState.GONE:
        return DropReason.GONE
    if location.state != LocationState.OPEN:
        return DropReason.NOT_OPEN
    if not location.is_assessed:
        return DropReason.NOT_ASSESSED
    same = (location.contact, laws.law_for(location.country)) == (notice.contact, notice.law)
    return None if same else DropReason.MOVED


def _drop(line: NoticeLocation, reason: DropReason) -> None:
    line.dropped_at, line.drop_reason = clock.now(), reason
    line.save(update_fields=["dropped_at", "drop_reason"])


def _nothing_left(notice: Notice, actor: Actor) -> Notice:
    notice.state = NoticeState.DROPPED
    notice.save(update_fields=["state", "changed_at"])
    record("notice.dropped", actor=actor, subject=notice, lines=0)
    return notice
