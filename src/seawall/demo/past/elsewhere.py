"""Other houses: the tipline at which the hotline hands in reports, and the mailbox into which partners write.

Only the settings and the wishes are made here. Sending and reading is the worker's, as soon as the demo's programs run."""

from datetime import timedelta
from functools import partial

from seawall.demo.internet import mailbox, tipline
from seawall.demo.internet.world import LOOPBACK
from seawall.demo.past.hands import Hands
from seawall.demo.past.letters import PARTNERS, SERVER
from seawall.demo.past.things import Fate, Thing
from seawall.demo.past.timeline import Timeline
from seawall.demo.places import Places
from seawall.demo.roster import HOTLINE
from seawall.reports.actions import InboxTerms, add_tipline, forward_bundle, set_inbox
from seawall.reports.queries import one_bundle_for, tiplines_for
from seawall.reports.states import Incident, SubjectKind, TiplineTerms, Told

TIPLINE, TESTS = "Meldestelle Süd", "Meldestelle Süd (Tests)"
WORDS = "What was reported to us lies outside our country. Please go on with it."
EVERY_MINUTES = 5


class Elsewhere:
    def __init__(self, timeline: Timeline, hands: Hands, places: Places) -> None:
        self._timeline, self._hands, self._places = timeline, hands, places

    def come(self, things: list[Thing]) -> None:
        end = self._timeline.end
        self._timeline.plan(end - timedelta(minutes=9), self._name_mailbox)
        self._timeline.plan(end - timedelta(minutes=8), self._add_tiplines)
        known = [thing for thing in things if thing.fingerprint and thing.fate is not Fate.WAITING]
        first, second = (
            thing for thing in things if thing.staged and thing.fate in (Fate.BACK, Fate.STILL_UP)
        )
        # One that is taken, one that comes back to a person, one that waits (internet/tipline.py, RULES).
        for thing in known[:1]:
            self._forward(thing, Incident.MATERIAL, minutes_ago=6)
        self._forward(first, Incident.DOMAIN, minutes_ago=5)
        self._forward(second, Incident.UNSOLICITED, minutes_ago=4)

    def _forward(self, thing: Thing, incident: Incident, *, minutes_ago: int) -> None:
        at = self._timeline.end - timedelta(minutes=minutes_ago)
        self._timeline.plan(at, partial(self._hand_in, thing, incident))

    def _hand_in(self, thing: Thing, incident: Incident) -> None:
        who = self._hands.mika
        bundle = one_bundle_for(who, thing.bundle_id)
        subjects = bundle.subjects.exclude(kind=SubjectKind.TEXT).values_list("id", flat=True)
        told = Told(
            incident,
            bundle.created_at,
            at_described="The time at which it was reported to us.",
            words=WORDS,
            subject_ids=tuple(subjects),
        )
        forward_bundle(bundle, tiplines_for(who).get(name=TIPLINE), told=told, actor=who)

    def _add_tiplines(self) -> None:
        for name, test in ((TIPLINE, False), (TESTS, True)):
            terms = TiplineTerms(
                name,
                HOTLINE.contact_email,
                tipline.USER,
                tipline.PASSWORD,
                address=self._places.tipline,
                test=test,
            )
            add_tipline(terms, actor=self._hands.ada)

    def _name_mailbox(self) -> None:
        terms = InboxTerms(
            LOOPBACK,
            self._places.mail_port,
            mailbox.USER,
            mailbox.PASSWORD,
            mailbox.FOLDER,
            "",
            SERVER,
            PARTNERS,
            EVERY_MINUTES,
            True,
        )
        set_inbox(terms, actor=self._hands.ada)
