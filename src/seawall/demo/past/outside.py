"""What happens outside the desk: notices go out, the police hold, hosts take down and answer, some pages come back."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.demo.internet.carried import Carried, Page
from seawall.demo.past.hands import Hands
from seawall.demo.past.things import Fate, Thing
from seawall.demo.past.timeline import Timeline
from seawall.people.queries import police_agencies_for
from seawall.reports.queries import one_bundle_for
from seawall.takedown.actions import (
    Reply,
    answer_notice,
    ask_check,
    ask_hold,
    ask_trace,
    decide_objection,
    draft_notice,
    place_hold,
    release_hold,
    send_notice,
)
from seawall.takedown.queries import holds_for, location_of_subject_for, notices_for, objections_for
from seawall.takedown.states import (
    AnswerKind,
    HoldReason,
    LocationState,
    NoticeState,
    ObjectionOutcome,
    ObjectionReason,
    ReleaseReason,
)

if TYPE_CHECKING:
    from seawall.takedown.models import Location

ANSWERS = {
    Fate.REMOVED: Reply(AnswerKind.REMOVED),
    Fate.BACK: Reply(AnswerKind.REMOVED),
    Fate.NOT_OURS: Reply(AnswerKind.NOT_OURS, who="Deich Server"),
    Fate.OBJECTION: Reply(
        AnswerKind.OBJECTION,
        reason=ObjectionReason.WRONG_ADDRESS,
        words="We see a page about bridges there. Please look again.",
    ),
}
TAKEN_DOWN = {Fate.REMOVED, Fate.QUIETLY_GONE, Fate.BACK, Fate.HELD, Fate.HOLD_EXPIRED, Fate.DISPUTED}
HELD = {Fate.HELD, Fate.HOLD_EXPIRED, Fate.HOLD_ASKED}


class Outside:
    def __init__(self, timeline: Timeline, hands: Hands, carried: Carried) -> None:
        self._timeline, self._hands, self._carried = timeline, hands, carried
        self._random = Random(3)

    def remove(self, thing: Thing) -> None:
        """The bundle was decided: its location is opened and traced by the node itself, then a person goes on."""
        if thing.page is None:
            return
        self._later(0.5, partial(self._ask_police if thing.fate in HELD else self._notify, thing))

    def _later(self, hours: float, deed: Callable[[], None]) -> None:
        span = timedelta(hours=hours * self._random.lognormvariate(0, 0.7))
        self._timeline.attempt(self._timeline.now + span, deed)

    def _location(self, thing: Thing) -> "Location | None":
        subject = one_bundle_for(self._hands.mara, thing.bundle_id).subjects.first()
        return location_of_subject_for(self._hands.mara, subject.id) if subject else None

    def _notify(self, thing: Thing) -> None:
        location = self._location(thing)
        if location is None or location.state != LocationState.OPEN or not location.contact:
            return
        notice = draft_notice(location, actor=self._hands.mara)
        if notice.state == NoticeState.DRAFTED:
            send_notice(notice, actor=self._hands.mara)
        self._later(self._hours_of_host(thing), partial(self._react, thing))

    def _hours_of_host(self, thing: Thing) -> float:
        """Some hosts answer within hours, some in weeks."""
        country = thing.page.owner.host.country if thing.page else ""
        return {"DE": 10, "NL": 16, "FR": 30, "US": 60, "NO": 90}.get(country, 24)

    def _react(self, thing: Thing) -> None:
        page, location = thing.page, self._location(thing)
        if page is None or location is None:
            return
        if thing.fate in TAKEN_DOWN:
            self._carried.set_up(page.key, up=False)
        reply = ANSWERS.get(thing.fate)
        notice = notices_for(self._hands.mara).filter(lines__location=location, state=NoticeState.SENT).last()
        if reply is not None and notice is not None:
            answer_notice(notice, location, reply=reply, actor=self._hands.provider(notice.id))
        if thing.fate is Fate.OBJECTION and not thing.staged:
            self._later(30, partial(self._decide, thing))
        elif thing.fate is Fate.NOT_OURS:
            self._later(5, partial(self._trace_again, thing))
        elif thing.fate in TAKEN_DOWN and reply is None:
            # Nobody answered; the desk looks of its own accord.
            self._later(12, partial(self._check, thing))
        elif thing.fate is Fate.BACK:
            self._later(24 * 6, partial(self._put_back, page))

    def _put_back(self, page: Page) -> None:
        self._carried.set_up(page.key, up=True)

    def _decide(self, thing: Thing) -> None:
        answer = objections_for(self._hands.rena).filter(location=self._location(thing)).first()
        if answer is not None and answer.outcome == ObjectionOutcome.OPEN:
            decide_objection(answer, ObjectionOutcome.REJECTED, actor=self._hands.rena)

    def _trace_again(self, thing: Thing) -> None:
        location = self._location(thing)
        if location is not None and location.state != LocationState.WITHDRAWN:
            ask_trace(location, actor=self._hands.mara)

    def _check(self, thing: Thing) -> None:
        location = self._location(thing)
        if location is not None and location.state != LocationState.WITHDRAWN:
            ask_check(location, actor=self._hands.mara)

    def _ask_police(self, thing: Thing) -> None:
        location = self._location(thing)
        if location is None or location.state != LocationState.OPEN:
            return
        police = police_agencies_for(self._hands.mara).get(country="DE")
        ask_hold(
            location,
            police_id=police.id,
            reason=HoldReason.FIRST_LOOK,
            expires_at=clock.in_future(hours=48),
            actor=self._hands.mara,
        )
        if thing.fate is not Fate.HOLD_ASKED:
            self._later(3, partial(self._place, thing))

    def _place(self, thing: Thing) -> None:
        hold = holds_for(self._hands.dana).filter(location=self._location(thing)).first()
        if hold is None or hold.state != "asked":
            return
        days = 25 if thing.fate is Fate.HELD else 3
        end = clock.in_future(days=days)
        place_hold(hold, reason=HoldReason.EVIDENCE, expires_at=end, actor=self._hands.dana)
        if thing.fate is Fate.HELD:
            self._timeline.attempt(self._timeline.now + timedelta(days=12), partial(self._release, thing))
        elif not thing.staged:
            self._timeline.attempt(self._timeline.now + timedelta(days=5), partial(self._notify, thing))

    def _release(self, thing: Thing) -> None:
        hold = holds_for(self._hands.dana).filter(location=self._location(thing), state="placed").first()
        if hold is not None:
            release_hold(hold, reason=ReleaseReason.DONE, actor=self._hands.dana)
            self._later(2, partial(self._notify, thing))
