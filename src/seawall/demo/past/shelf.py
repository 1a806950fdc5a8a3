"""What the house keeps of known material: a list of its own, entries proposed by one person and shared by another."""

from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from seawall.demo.past.hands import Hands
from seawall.demo.past.things import Fate, Thing
from seawall.demo.past.timeline import Timeline
from seawall.material.actions import (
    answer_match,
    hold_file,
    match_exact,
    open_list,
    propose_entry,
    share_entry,
    vote_entry,
)
from seawall.material.queries import lists_for, one_item_for
from seawall.material.states import GivenFingerprint, HandlingCode, VoteReason
from seawall.people.queries import police_agencies_for
from seawall.reports.queries import one_bundle_for

if TYPE_CHECKING:
    from seawall.material.models import ListEntry

LIST = "Nord: bestätigt"


class Shelf:
    def __init__(self, timeline: Timeline, hands: Hands) -> None:
        self._timeline, self._hands = timeline, hands
        self._random = Random(4)

    def open(self, at: datetime) -> None:
        self._timeline.plan(at, self._open)

    def work_on(self, thing: Thing) -> None:
        if thing.fingerprint and thing.fate is not Fate.WAITING:
            self._timeline.attempt(thing.tellings[0].at + timedelta(days=3), partial(self._propose, thing))

    def _open(self) -> None:
        open_list(LIST, handling=HandlingCode.AMBER, actor=self._hands.rena)

    def _propose(self, thing: Thing) -> None:
        subject = one_bundle_for(self._hands.mara, thing.bundle_id).subjects.first()
        if subject is None or not subject.item_id:
            return
        item = one_item_for(self._hands.mara, subject.item_id)
        police = police_agencies_for(self._hands.mara).get(country="DE")
        number = f"NORD-{self._random.randint(1000, 9999)}"
        hold_file(item, agency=police, evidence_number=number, actor=self._hands.mara)
        self._look_up(thing)
        entry = propose_entry(item, lists_for(self._hands.mara).get(name=LIST), actor=self._hands.mara)
        vote_entry(entry, VoteReason.OWN_OPINION, actor=self._hands.mika)
        if self._random.random() < 0.7:
            self._timeline.attempt(self._timeline.now + timedelta(hours=20), partial(self._share, entry))

    def _look_up(self, thing: Thing) -> None:
        given = [GivenFingerprint.read("sha256", thing.place)]
        for match in match_exact(given, actor=self._hands.mika):
            answer_match(match, True, actor=self._hands.mika)

    def _share(self, entry: "ListEntry") -> None:
        share_entry(entry, actor=self._hands.rena)
