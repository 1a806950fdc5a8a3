"""Known pictures that came as a file from a partner, pictures that look like them, a provider's key and the agreement by which it pulls the list.
There are no pictures: a PDQ fingerprint is 256 bits, and what looks alike differs in few of them."""

from datetime import datetime, timedelta
from functools import partial
from hashlib import new
from random import Random
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.ids import new_id
from seawall.demo.past.hands import TO_BE_REMOVED, Hands
from seawall.demo.past.shelf import LIST
from seawall.demo.past.timeline import Timeline
from seawall.federation.actions import add_source, note_sighting, sign_agreement
from seawall.federation.states import AgreementTerms, SharingPurpose, SourceKind, SourceTerms
from seawall.material.actions import (
    answer_match,
    assess,
    count_hits,
    propose_entry,
    register_item,
    share_entry,
)
from seawall.material.queries import lists_for, near_matches_for, one_item_for
from seawall.material.states import EXACT, GivenFingerprint, HandlingCode
from seawall.people.actions import open_access_key
from seawall.people.queries import public_agency
from seawall.people.states import KeyTerms, Scope

if TYPE_CHECKING:
    from seawall.material.models import Item

KNOWN = 9
# Which known picture each later one looks like, in how many bits they differ, and what a person said of the pair.
LIKE = ((0, 4, None), (1, 12, True), (2, 30, False), (3, 22, None), (0, 10, None), (5, 27, None))
DAY = timedelta(days=1)
PROVIDER = "Fotobrücke"
PARTNER, FOLDER = "Police Example (files)", "partner"
# A plain picture, such as a single colour, is near to thousands of others.
PLAIN, TOO_MANY = 8, 1200


class Lookalikes:
    def __init__(self, timeline: Timeline, hands: Hands) -> None:
        self._timeline, self._hands = timeline, hands
        self._random = Random(6)
        self._known: list[tuple[str, int]] = []

    def come(self, start: datetime) -> None:
        for number in range(KNOWN):
            self._timeline.plan(start + (2 + number / 10) * DAY, self._a_known_one)
        for number, (like, bits, answer) in enumerate(LIKE):
            at = start + (30 + 6 * number) * DAY
            self._timeline.plan(at, partial(self._one_like, like, bits, answer))
        self._timeline.plan(start + 40 * DAY, self._open_key)
        self._timeline.plan(start + 41 * DAY, self._sign)
        self._timeline.plan(start + 42 * DAY, self._add_source)
        self._timeline.plan(self._timeline.end - 0.3 * DAY, self._a_copy)
        self._timeline.plan(self._timeline.end - 0.2 * DAY, self._a_flood)

    def _a_known_one(self) -> None:
        code = self._random.getrandbits(256)
        item = self._register(code)
        self._known.append((item.id, code))
        for actor in (self._hands.mara, self._hands.mika):
            assess(item, TO_BE_REMOVED, actor=actor)
        self._timeline.plan(self._timeline.now + DAY, partial(self._share, item.id))

    def _share(self, item_id: str) -> None:
        item = one_item_for(self._hands.mara, item_id)
        entry = propose_entry(item, lists_for(self._hands.mara).get(name=LIST), actor=self._hands.mara)
        share_entry(entry, actor=self._hands.rena)

    def _one_like(self, like: int, bits: int, answer: bool | None) -> None:
        _, code = self._known[like]
        for place in self._random.sample(range(256), bits):
            code ^= 1 << place
        item = self._register(code)
        if answer is not None:
            self._timeline.plan(self._timeline.now + DAY / 2, partial(self._answer, item.id, answer))

    def _answer(self, item_id: str, same: bool) -> None:
        for pair in near_matches_for(self._hands.mika, one_item_for(self._hands.mika, item_id)):
            answer_match(pair.match, same, actor=self._hands.mika)

    def _register(self, code: int) -> "Item":
        value = f"{code:064x}"
        given = [GivenFingerprint.read("pdq", value, quality=self._random.randint(70, 100))]
        # The kinds that a forensic workstation writes: without MD5 or SHA-1 its formats would hold nothing of the demo's.
        for kind in EXACT:
            given.append(GivenFingerprint.read(kind, new(kind, value.encode()).hexdigest()))
        return register_item(given, actor=self._hands.mara)

    def _open_key(self) -> None:
        lists = (lists_for(self._hands.mara).get(name=LIST).id,)
        limits = Limits(per_minute=20_000, per_day=1_000_000)
        terms = KeyTerms((Scope.MATCH, Scope.LISTS), lists, limits, clock.now() + 180 * DAY)
        open_access_key(public_agency(), PROVIDER, terms=terms, actor=self._hands.ada)

    def _sign(self) -> None:
        known, today = lists_for(self._hands.rena).get(name=LIST), clock.now().date()
        terms = AgreementTerms(HandlingCode(known.handling), SharingPurpose.PREVENT, today, today + 365 * DAY)
        sign_agreement(known, PROVIDER, terms=terms, actor=self._hands.rena)

    def _add_source(self) -> None:
        """A folder, empty so far, into which a partner's files may be dropped."""
        add_source(SourceKind.FOLDER, SourceTerms(PARTNER, FOLDER, minutes=60), actor=self._hands.ada)

    def _a_copy(self) -> None:
        """An invented entry of the provider's copy came with a file from somewhere else."""
        node_itself = Actor.system(self._hands.rena.agency_id)
        known = lists_for(self._hands.rena).get(name=LIST)
        note_sighting(known, PROVIDER, canary_id=new_id("cny"), by=self._hands.mara.id, actor=node_itself)

    def _a_flood(self) -> None:
        item_id, _ = self._known[PLAIN]
        count_hits({item_id: TOO_MANY}, actor=Actor.system(self._hands.mara.agency_id))
