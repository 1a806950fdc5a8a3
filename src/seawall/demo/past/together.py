"""What the police put together: series of items that were never anything but numbers, children that are codes, and who works on them."""

from datetime import datetime, timedelta
from functools import partial
from random import Random

from seawall.core.actors import Actor
from seawall.demo.past.asked import plan_cards
from seawall.demo.past.clues import plan_clues
from seawall.demo.past.hands import actor_called
from seawall.demo.past.timeline import Timeline
from seawall.demo.past.vault import plan_names
from seawall.identification.actions import (
    Answer,
    BodyTerms,
    ClaimTerms,
    GivenBy,
    Look,
    Quiet,
    WishTerms,
    add_body,
    add_items,
    add_victim,
    claim_series,
    look_afresh,
    merge_series,
    name_body,
    open_series,
    set_wish,
    split_series,
    step_victim,
)
from seawall.identification.queries import one_series_for, victim_for
from seawall.identification.states import Ground, Sex, Step, Things, VictimState
from seawall.material.actions import register_item
from seawall.material.states import AgeBand, FingerprintKind, GivenFingerprint

DAY = timedelta(days=1)
# How many items a series has, and how far its child has come on the ladder.
SERIES = ((7, 3), (5, 1), (9, 0), (4, 2), (6, 0))
LOOSE = 8
UP = (
    Step(VictimState.COUNTRY_KNOWN, Ground.WORK, "DE"),
    Step(VictimState.IDENTIFIED, Ground.AGENCY),
    Step(VictimState.SAFEGUARDED, Ground.PROTECTION),
)
YULE = Quiet((12, 24), (1, 6))
CONTACT = "+49 30 555 0142"
BODY = BodyTerms("Jugendamt Musterland", "DE", "+49 30 555 0177")


class Together:
    """Jonas's part of the invented weeks."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline, self._random = timeline, Random(7)
        self._opened: list[str] = []

    def come(self, start: datetime) -> None:
        for number, (size, rungs) in enumerate(SERIES):
            self._timeline.plan(start + (10 + 8 * number) * DAY, partial(self._open, size, rungs))
        self._timeline.plan(start + 52 * DAY, self._split)
        self._timeline.plan(start + 54 * DAY, self._merge)
        self._timeline.plan(self._timeline.end - 9 * DAY, partial(self._claim, 2, 14))
        self._timeline.plan(self._timeline.end - 8 * DAY, self._note_clues)
        self._timeline.plan(self._timeline.end - 7 * DAY, self._keep_names)
        self._timeline.plan(self._timeline.end - 5 * DAY, partial(self._claim, 1, 30))
        self._timeline.plan(self._timeline.end - 3 * DAY, self._add_look_alike)
        self._timeline.plan(self._timeline.end - 2 * DAY, self._bring_more)
        self._timeline.plan(self._timeline.end - 2 * DAY, self._note_wish)
        self._timeline.plan(self._timeline.end - 1 * DAY, self._look_afresh)

    @property
    def _jonas(self) -> Actor:
        """Nobody has come to work yet when the weeks are planned."""
        return actor_called("jonas")

    def _items(self, number: int) -> list[str]:
        values = [f"{self._random.getrandbits(256):064x}" for _ in range(number)]
        given = [GivenFingerprint.read("sha256", value) for value in values]
        return [register_item([one], actor=self._jonas).id for one in given]

    def _note_wish(self) -> None:
        """A child that is identified wants to know, on the first of every third month; then more of its series is found."""
        series = one_series_for(self._jonas, self._opened[3])
        victim = series.victims.order_by("id")[0]
        today = self._timeline.now.date()
        wish = WishTerms(Answer.IN, GivenBy.GUARDIAN, today, digest_months=3, quiet=(YULE,))
        set_wish(victim, wish, actor=self._jonas)
        add_items(series, self._items(1), actor=self._jonas)

    def _look_afresh(self) -> None:
        next_on = (self._timeline.now + 90 * DAY).date()
        look = Look("Lists of bus liveries of three more countries.", False, next_on)
        look_afresh(one_series_for(self._jonas, self._opened[2]), look, actor=self._jonas)

    def _bring_more(self) -> None:
        self._items(LOOSE)

    def _add_look_alike(self) -> None:
        """One picture of nothing goes into a series; another that looks like it stands in none, and is suggested."""
        bits = self._random.getrandbits(256)
        inside = self._picture(bits)
        self._picture(bits ^ 0b10110)
        add_items(one_series_for(self._jonas, self._opened[2]), [inside], actor=self._jonas)

    def _picture(self, bits: int) -> str:
        exact = GivenFingerprint.read("sha256", f"{self._random.getrandbits(256):064x}")
        pdq = GivenFingerprint(FingerprintKind.PDQ, f"{bits:064x}", 90)
        return register_item([exact, pdq], actor=self._jonas).id

    def _open(self, size: int, rungs: int) -> None:
        series = open_series(self._items(size), actor=self._jonas)
        self._opened.append(series.id)
        age, sex = self._random.choice([AgeBand.PRESCHOOL, AgeBand.PRIMARY]), self._random.choice(list(Sex))
        victim = add_victim(series, age=age, sex=sex, actor=self._jonas)
        for number, step in enumerate(UP[:rungs]):
            at = self._timeline.now + (3 + 4 * number) * DAY
            self._timeline.plan(at, partial(self._step, victim.id, step))

    def _step(self, victim_id: str, step: Step) -> None:
        if step.state is VictimState.SAFEGUARDED:
            self._name_body(victim_id)
        step_victim(victim_for(self._jonas, victim_id), step, actor=self._jonas)

    def _name_body(self, victim_id: str) -> None:
        """The first check fell due a few days ago, and nobody has asked yet."""
        body = add_body(BODY, actor=self._jonas)
        asked_on = max(self._timeline.end - 3 * DAY, self._timeline.now + 2 * DAY).date()
        name_body(victim_for(self._jonas, victim_id), body, next_on=asked_on, actor=self._jonas)

    def _split(self) -> None:
        series = one_series_for(self._jonas, self._opened[2])
        some = tuple(series.entries.order_by("id").values_list("item_id", flat=True)[:3])
        split_series(series, Things(some), words="Taken with another camera.", actor=self._jonas)

    def _merge(self) -> None:
        one, other = (one_series_for(self._jonas, self._opened[place]) for place in (4, 2))
        merge_series(one, other, words="The same room.", actor=self._jonas)

    def _note_clues(self) -> None:
        plan_clues(self._timeline, self._opened[2], self._jonas)
        plan_cards(self._timeline, self._opened[2])

    def _keep_names(self) -> None:
        plan_names(self._timeline, safe=self._child_of(0), identified=self._child_of(3))

    def _child_of(self, place: int) -> str:
        return one_series_for(self._jonas, self._opened[place]).victims.order_by("id")[0].id

    def _claim(self, place: int, days: int) -> None:
        series = one_series_for(self._jonas, self._opened[place])
        claim_series(series, ClaimTerms(CONTACT, days), actor=self._jonas)
