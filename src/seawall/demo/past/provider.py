"""A host of the little internet whose abuse desk is signed in here: what is its own is assigned, its machine reports and asks."""

from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.demo import roster
from seawall.demo.past.hands import Hands
from seawall.demo.past.shelf import LIST
from seawall.demo.past.things import Fate, Thing
from seawall.demo.past.timeline import Timeline
from seawall.material.actions import Asked, count_asked
from seawall.material.queries import lists_for
from seawall.people.actions import KeyUse, Part, assign_to_provider, note_key_uses, open_access_key
from seawall.people.queries import HeldKey, agency_by_name, public_agency
from seawall.people.states import AssignmentKind, KeyTerms, Scope
from seawall.reports.actions import Filing, Handing, hand_in
from seawall.reports.states import Channel, SubmissionDoor

DAY = timedelta(days=1)
# So many of what is reported in these weeks its own filter has found too.
FOUND = 14
FATES = {Fate.REMOVED, Fate.QUIETLY_GONE, Fate.NOT_OUR_MATTER, Fate.STILL_UP}


class Host:
    def __init__(self, timeline: Timeline, hands: Hands) -> None:
        self._timeline, self._hands = timeline, hands
        self._random = Random(9)
        self._key: HeldKey | None = None

    def come(self, start: datetime, things: list[Thing]) -> None:
        self._timeline.plan(start, self._assign_contact)
        self._timeline.plan(start + 2 * DAY, self._open_key)
        for day in range(3, (self._timeline.end - start).days):
            self._timeline.plan(start + day * DAY, self._ask)
        found = [thing for thing in things if thing.page and thing.fate in FATES and not thing.staged]
        for number, thing in enumerate(found[:FOUND]):
            at = max(thing.tellings[0].at, start + 3 * DAY) + timedelta(hours=5)
            self._timeline.plan(at, partial(self._report, number, thing))

    def _assign(self, part: Part) -> None:
        provider = agency_by_name(roster.HOST.name)
        assert provider is not None
        assign_to_provider(provider, part, actor=self._hands.ada)

    def _assign_contact(self) -> None:
        self._assign(Part(AssignmentKind.CONTACT, roster.HOST.contact_email))

    def _open_key(self) -> None:
        lists = (lists_for(self._hands.mara).get(name=LIST).id,)
        scopes = (Scope.MATCH, Scope.REPORTS)
        terms = KeyTerms(scopes, lists, Limits(6_000, 200_000), clock.now() + 300 * DAY)
        key, _secret = open_access_key(public_agency(), roster.HOST.name, terms=terms, actor=self._hands.ada)
        actor = Actor.key_holder(key.owner_id, key.id)
        self._key = HeldKey(
            key.id,
            key.owner_id,
            key.holder,
            frozenset(scopes),
            frozenset(lists),
            terms.limits,
            terms.expires_at,
            actor,
        )
        self._assign(Part(AssignmentKind.HOLDER, key.holder, renews_keys=True))

    def _ask(self) -> None:
        """A day of its machine's look-ups. The past keeps their counts, as the node would have drawn them from its lines."""
        if self._key is not None:
            asked = self._random.randint(4_000, 9_000)
            counts = Asked(asked // 500, asked, self._random.randint(0, 2), self._random.randint(0, 3))
            which: tuple[str, date] = (self._key.key_id, clock.now().date())
            node = Actor.system(self._key.owner_id)
            note_key_uses([KeyUse(self._key.key_id, clock.now(), 0)], actor=node)
            count_asked({which: counts}, actor=node)

    def _report(self, number: int, thing: Thing) -> None:
        if self._key is None:
            return
        whole = number % 3 != 0
        filing = Filing(
            token="",
            channel=Channel.PROVIDER,
            language="de",
            seen="pictures",
            text="Found by our filter and looked at by a colleague." if whole else "",
            place=thing.place,
            contact=roster.HOST.contact_email if whole else "",
            given=("moment",) if whole else (),
        )
        handing = Handing(f"HH-{1000 + number}", False, SubmissionDoor.JSON, filing, f"report {number}")
        hand_in(handing, key=self._key, actor=self._key.actor)
