"""What is asked of whom, and what is planned: requests at every stage, measures done and to come, some of which touch."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.demo.ring.cases import ARREST as ARRESTS
from seawall.demo.ring.cases import COUNTS, Suspect
from seawall.demo.twin.lists import Ids
from seawall.demo.twin.suspects import ACTION_DAY
from seawall.demo.twin.team import Team
from seawall.operations.actions import (
    acknowledge_request,
    agree_clash,
    answer_request,
    draft_request,
    finish_measure,
    go_measure,
    plan_measure,
    send_request,
)
from seawall.operations.queries import clashes_for, one_clash_for, one_operation_for
from seawall.operations.states import (
    Answer,
    Ground,
    MeasureKind,
    MeasureTerms,
    Receipt,
    RequestTerms,
    Window,
)

if TYPE_CHECKING:
    from seawall.operations.models import Measure, Request

DAY = timedelta(days=1)
# Instrument, to whom, where, how many days ago it was sent, and how far it has come.
ASKED = (
    ("eu_preserve", "Post Example", "NL", 57, 0),
    ("us_2258a", "Cloud Example", "US", 80, 1),
    ("eu_produce", "Hosting Example", "DE", 9, 1),
    ("budapest_16", "Chat Example", "GB", 70, 2),
    ("mla", "Central authority", "JP", 60, 0),
    ("eu_preserve", "Video Example", "FR", 30, 3),
    ("us_2703f", "Mail Example", "US", 85, 1),
    ("eu_produce_emergency", "Hosting Example", "SE", 20, 2),
    ("budapest_29", "Shop Example", "BG", 62, 0),
    ("own_produce", "Wallet Example", "DE", 12, 0),
)
MOST_ASKED, MOST_CLASHES = 12, 100
TOWNS = ("Havenstad", "Musterstadt", "Exempelby", "Villexemple", "Sampleton")


class Work:
    def __init__(
        self, timeline: Timeline, team: Team, operation_id: str, ids: Ids, suspects: Sequence[Suspect]
    ) -> None:
        self._timeline, self._team, self._operation_id = timeline, team, operation_id
        self._ids, self._suspects, self._random = ids, suspects, Random(len(suspects))

    def ask(self, number: int) -> None:
        """By the agencies in turn, as far as they see a suspect: whoever sees none has nothing to ask about."""
        actors = cycle([one for one in self._team.investigators.items() if self._seen_in(one[0])])
        for place, (kind, (country, actor)) in enumerate(
            zip(islice(cycle(ASKED), number), actors, strict=False)
        ):
            at = self._timeline.end - (kind[3] + place / number) * DAY
            self._timeline.plan(at, partial(self._ask, kind, country, actor))

    def _ask(self, kind: tuple[str, str, str, int, int], country: str, actor: Actor) -> None:
        instrument, addressee, where, _days, stage = kind
        operation = one_operation_for(actor, self._operation_id)
        terms = RequestTerms(instrument, addressee, where, "L-7", self._accounts_of(country))
        one = send_request(draft_request(operation, terms, actor=actor), clock.now(), actor=actor)
        if stage:
            self._timeline.plan(self._timeline.now + 2 * DAY, partial(self._acknowledge, one, actor))
        answers = {2: (Answer.FULL, Ground.NONE), 3: (Answer.REFUSED, Ground.FORM)}
        if stage in answers:
            self._timeline.plan(
                self._timeline.now + 6 * DAY, partial(self._answer, one, *answers[stage], actor)
            )

    def _seen_in(self, country: str) -> list[Suspect]:
        """Of suspects of that country those whom its agency sees."""
        return [one for one in self._suspects if one.accounts[0].country == one.country == country]

    def _accounts_of(self, country: str) -> tuple[str, ...]:
        seen = self._seen_in(country)
        some = self._random.sample(seen, min(MOST_ASKED, len(seen)))
        return tuple(self._ids[one.accounts[0].site, one.accounts[0].handle] for one in some)

    def _acknowledge(self, one: "Request", actor: Actor) -> None:
        acknowledge_request(one, Receipt(clock.now(), "H-2041"), actor=actor)

    def _answer(self, one: "Request", answer: Answer, ground: Ground, actor: Actor) -> None:
        answer_request(one, answer, ground=ground, actor=actor)

    def plan(self, number: int) -> None:
        """An arrest for each who was arrested; the others lie ahead, and every third touches another agency's."""
        arrested = [one for one in self._suspects if ARRESTS in COUNTS[one.way]]
        begin = self._timeline.now
        for one in arrested[:number]:
            self._timeline.plan(begin + 80 * DAY, partial(self._arrest, one, begin + ACTION_DAY))
        ahead = [
            one for one in self._suspects if one not in arrested and one.accounts[0].country == one.country
        ]
        for place, one in enumerate(ahead[: max(number - len(arrested), 0)]):
            at = self._timeline.end + (3 + place % 14) * DAY
            self._timeline.plan(
                self._timeline.end - 3 * DAY, partial(self._search, one, at, touched=place % 3 == 0)
            )

    def _arrest(self, one: Suspect, at: datetime) -> None:
        actor = self._team.investigator(one.country)
        measure = self._planned(MeasureKind.ARREST, one, at, actor)
        self._timeline.plan(at - 1 * DAY, partial(self._go, measure, actor))
        self._timeline.plan(at + 1 * DAY, partial(self._finish, measure, actor))

    def _go(self, measure: "Measure", actor: Actor) -> None:
        """Where another agency plans something that touches it, the two have spoken by then."""
        for told in clashes_for(actor, MOST_CLASHES):
            if told.measure_id == measure.id:
                agree_clash(one_clash_for(actor, told.id), actor=actor)
        go_measure(measure, actor=actor)

    def _finish(self, measure: "Measure", actor: Actor) -> None:
        finish_measure(measure, actor=actor)

    def _search(self, one: Suspect, at: datetime, *, touched: bool) -> None:
        actor = self._team.investigator(one.country)
        self._planned(MeasureKind.SEARCH, one, at, actor)
        if touched and actor != self._team.lead:
            self._planned(MeasureKind.INTERVIEW, one, at, self._team.lead)

    def _planned(self, kind: MeasureKind, one: Suspect, at: datetime, actor: Actor) -> "Measure":
        begins = at.replace(hour=5, minute=0, second=0, microsecond=0)
        first = one.accounts[0]
        sees = actor == self._team.lead or first.country == one.country
        account = self._ids[first.site, first.handle] if sees else ""
        place = f"{self._random.choice(TOWNS)} {self._random.randrange(1, 10_000)}"
        window = Window(begins, begins + timedelta(hours=6), one.country, place)
        operation = one_operation_for(actor, self._operation_id)
        terms = MeasureTerms(kind, window, self._team.contact(actor), account)
        return plan_measure(operation, terms, actor=actor)
