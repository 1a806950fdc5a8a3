"""The desk's part of the invented weeks: sort, assess, ask a colleague, look again when something new comes."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random

from seawall.core.actors import Actor
from seawall.demo.past.hands import DIFFERENT, LAWFUL, TO_BE_REMOVED, Hands
from seawall.demo.past.things import Fate, Telling, Thing
from seawall.demo.past.timeline import Timeline
from seawall.material.states import Labels
from seawall.reports.actions import (
    acknowledge_danger,
    ask_second_opinion,
    assess_bundle,
    mark_not_ours,
    open_bundle,
    reveal_subject,
    take_lock,
    write_to_reporter,
)
from seawall.reports.queries import one_bundle_for
from seawall.reports.states import ON_WORKLIST, Informed, Purpose, SubjectKind

LETTERS = (
    "Vielen Dank für Ihre Meldung. Wissen Sie noch, an welchem Tag Sie die Seite gesehen haben?",
    "Thank you. Could you tell us the name of the group in which the address was posted?",
)
ASKED = {Fate.DISPUTED, Fate.SECOND_OPINION}
Next = Callable[[Thing], None]


class Desk:
    """`removal` is told of each thing that was decided as to be removed, when its location is open."""

    def __init__(self, timeline: Timeline, hands: Hands, removal: Next) -> None:
        self._timeline, self._hands, self._removal = timeline, hands, removal
        self._random = Random(2)

    def work_on(self, thing: Thing) -> None:
        if thing.fate is Fate.WAITING:
            return
        first, *later = thing.tellings
        self._soon(first, partial(self._assess, thing))
        for telling in later:
            self._soon(telling, partial(self._look_again, thing))

    def _soon(self, telling: Telling, deed: Callable[[], None]) -> None:
        """Most within the day, some after a weekend; danger within the hour."""
        hours = 0.4 if telling.danger == "now" else min(self._random.lognormvariate(1.5, 0.8), 60)
        self._timeline.attempt(telling.at + timedelta(hours=hours), deed)

    def _assess(self, thing: Thing) -> None:
        who = self._random.choice([self._hands.mara, self._hands.mika])
        if not self._is_on_worklist(thing):
            return
        self._read(thing, who)
        if self._random.random() < 0.06:
            report = one_bundle_for(who, thing.bundle_id).reports.earliest("created_at")
            write_to_reporter(report, self._random.choice(LETTERS), actor=who)
        if thing.fate is Fate.NOT_OUR_MATTER:
            self._say_no(thing, who)
        elif thing.fate in ASKED or thing.fingerprint or self._random.random() < 0.15:
            self._ask_colleague(thing, who)
        else:
            self._label(thing, TO_BE_REMOVED, who)

    def _read(self, thing: Thing, who: Actor) -> None:
        bundle = take_lock(one_bundle_for(who, thing.bundle_id), actor=who)
        open_bundle(bundle, actor=who)
        if bundle.waits_for_acknowledgement:
            acknowledge_danger(bundle, Informed.POLICE, actor=who)
        for subject in bundle.subjects.exclude(kind=SubjectKind.TEXT):
            reveal_subject(subject, Purpose.ASSESS, actor=who)

    def _say_no(self, thing: Thing, who: Actor) -> None:
        if thing.page is None or self._random.random() < 0.4:
            mark_not_ours(one_bundle_for(who, thing.bundle_id), actor=who)
        else:
            self._label(thing, LAWFUL, who)

    def _ask_colleague(self, thing: Thing, who: Actor) -> None:
        bundle = one_bundle_for(who, thing.bundle_id)
        ask_second_opinion(bundle, self._labels(thing, TO_BE_REMOVED, who), actor=who)
        other = self._hands.mika if who.id == self._hands.mara.id else self._hands.mara
        labels = DIFFERENT if thing.fate is Fate.DISPUTED else TO_BE_REMOVED
        if thing.fate is not Fate.SECOND_OPINION:
            self._later(8, partial(self._second_opinion, thing, labels, other))

    def _second_opinion(self, thing: Thing, labels: Labels, who: Actor) -> None:
        if self._is_on_worklist(thing):
            self._read(thing, who)
            self._label(thing, labels, who)
        if thing.fate is Fate.DISPUTED and not thing.staged:
            self._later(40, partial(self._second_opinion_of_reviewer, thing))

    def _second_opinion_of_reviewer(self, thing: Thing) -> None:
        if self._is_on_worklist(thing):
            self._read(thing, self._hands.rena)
            self._label(thing, TO_BE_REMOVED, self._hands.rena)

    def _label(self, thing: Thing, labels: Labels, who: Actor) -> None:
        bundle = one_bundle_for(who, thing.bundle_id)
        assess_bundle(bundle, self._labels(thing, labels, who), actor=who)
        if labels == TO_BE_REMOVED and not self._is_on_worklist(thing):
            self._removal(thing)

    def _labels(self, thing: Thing, labels: Labels, who: Actor) -> dict[str, Labels]:
        media = one_bundle_for(who, thing.bundle_id).subjects.filter(
            kind__in=[SubjectKind.URL, SubjectKind.FINGERPRINT]
        )
        return {subject.id: labels for subject in media}

    def _look_again(self, thing: Thing) -> None:
        """New words came after the decision: somebody reads them, and the decision stands."""
        who = self._hands.mika
        bundle = one_bundle_for(who, thing.bundle_id)
        if bundle.state not in ON_WORKLIST or bundle.second_asked_by:
            return
        self._read(thing, who)
        if bundle.subjects.exclude(decision="open").exists():
            assess_bundle(bundle, {}, actor=who)

    def _is_on_worklist(self, thing: Thing) -> bool:
        return one_bundle_for(self._hands.mara, thing.bundle_id).state in ON_WORKLIST

    def _later(self, hours: float, deed: Callable[[], None]) -> None:
        span = timedelta(hours=hours * self._random.uniform(0.4, 2.0))
        self._timeline.attempt(self._timeline.now + span, deed)
