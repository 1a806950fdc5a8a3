"""The worklist: one walk along one index, however long it is. Keyset paging: no count, no offset."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Prefetch, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.reports import policy
from seawall.reports.models import Bundle, Message, Report, Subject
from seawall.reports.states import BundleState

PAGE = 50
# Counting further is of no use to anybody who looks at a list.
COUNT_TO = 1000
WAITING = Q(waiting=True)


def in_hand_of(actor: Actor) -> Q:
    """Said twice that it is not empty, so that SQLite sees the small index of what is locked."""
    return Q(locked_by=actor.id, locked_by__gt="", locked_until__gt=clock.now())


Filter = Callable[[Actor], Q]
FILTERS: dict[str, Filter] = {
    "all": lambda actor: WAITING,
    "urgent": lambda actor: WAITING & Q(urgent=True),
    "mine": lambda actor: WAITING & in_hand_of(actor),
    "second": lambda actor: Q(state=BundleState.ASSESSED) & ~Q(second_asked_by=actor.id),
    "words": lambda actor: WAITING & Q(new_words=True),
}


@dataclass(frozen=True, slots=True)
class Page:
    bundles: list[Bundle]
    earlier: str = ""
    later: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: the last row seen."""

    rank: int
    created_at: datetime
    id: str

    @classmethod
    def of(cls, bundle: Bundle) -> "Place":
        return cls(bundle.rank, bundle.created_at, bundle.id)

    @property
    def after(self) -> Q:
        older = Q(created_at__gt=self.created_at) | Q(created_at=self.created_at, id__gt=self.id)
        return Q(rank__lte=self.rank) & (Q(rank__lt=self.rank) | older)

    @property
    def before(self) -> Q:
        younger = Q(created_at__lt=self.created_at) | Q(created_at=self.created_at, id__lt=self.id)
        return Q(rank__gte=self.rank) & (Q(rank__gt=self.rank) | younger)

    def written(self) -> str:
        return signing.dumps([self.rank, self.created_at.isoformat(), self.id], salt="reports.page")

    @classmethod
    def read(cls, text: str) -> "Place | None":
        try:
            rank, created_at, id_ = signing.loads(text, salt="reports.page")
        except signing.BadSignature:
            return None
        return cls(rank, datetime.fromisoformat(created_at), id_)


def bundles_for(actor: Actor) -> QuerySet[Bundle]:
    if not policy.may_list(actor):
        raise Refused
    return Bundle.objects.filter(owner_id=actor.agency_id)


def worklist_for(actor: Actor, *, only: str = "all", after: str = "", before: str = "") -> Page:
    """Danger first, then what is new, then what waits longest. Fifty rows with their subjects in two queries."""
    waiting = bundles_for(actor).filter(FILTERS.get(only, FILTERS["all"])(actor))
    waiting = waiting.prefetch_related(Prefetch("subjects", Subject.objects.order_by("-kind", "id")))
    backwards = Place.read(before) if before else None
    if backwards is not None:
        rows = list(waiting.filter(backwards.before).order_by("rank", "-created_at", "-id")[: PAGE + 1])
        more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
        return _page(rows, earlier=more, later=bool(rows))
    forwards = Place.read(after) if after else None
    if forwards is not None:
        waiting = waiting.filter(forwards.after)
    rows = list(waiting.order_by("-rank", "created_at", "id")[: PAGE + 1])
    return _page(rows[:PAGE], earlier=forwards is not None, later=len(rows) > PAGE)


def _page(rows: list[Bundle], *, earlier: bool, later: bool) -> Page:
    if not rows:
        return Page([])
    first = Place.of(rows[0]).written() if earlier else ""
    return Page(rows, first, Place.of(rows[-1]).written() if later else "")


def waiting_counts_for(actor: Actor) -> dict[str, int]:
    """How many stand behind each filter, up to a thousand."""
    return {name: waiting_count_for(actor, name) for name in FILTERS}


def waiting_count_for(actor: Actor, only: str) -> int:
    found = bundles_for(actor).filter(FILTERS[only](actor))
    return found.values("pk")[: COUNT_TO + 1].count()


def next_bundle_for(actor: Actor, *, only: str = "all", skip: str = "") -> Bundle | None:
    """The first that nobody else has in hand and that waits for somebody other than oneself."""
    waiting = bundles_for(actor).filter(FILTERS.get(only, FILTERS["all"])(actor)).exclude(pk=skip)
    free = waiting.exclude(~Q(locked_by=actor.id), ~Q(locked_by=""), locked_until__gt=clock.now())
    mine_to_do = free.exclude(state=BundleState.ASSESSED, second_asked_by=actor.id)
    return mine_to_do.order_by("-rank", "created_at", "id").first()


def neighbours_for(actor: Actor, bundle: Bundle, *, only: str = "all") -> tuple[Bundle | None, Bundle | None]:
    """The one before and the one after it on the worklist."""
    waiting = bundles_for(actor).filter(FILTERS.get(only, FILTERS["all"])(actor))
    place = Place.of(bundle)
    before = waiting.filter(place.before).order_by("rank", "-created_at", "-id").first()
    return before, waiting.filter(place.after).order_by("-rank", "created_at", "id").first()


def one_bundle_for(actor: Actor, bundle_id: str) -> Bundle:
    return _found(bundles_for(actor).filter(pk=checked_id(bundle_id, "bdl")).first())


def one_report_for(actor: Actor, report_id: str) -> Report:
    report = Report.objects.filter(owner_id=actor.agency_id, pk=checked_id(report_id, "rep"))
    if not policy.may_list(actor):
        raise Refused
    found = report.select_related("bundle").first()
    if found is None:
        raise NotFound
    return found


def one_subject_for(actor: Actor, subject_id: str) -> Subject:
    if not policy.may_list(actor):
        raise Refused
    found = Subject.objects.filter(owner_id=actor.agency_id, pk=checked_id(subject_id, "sub")).first()
    if found is None:
        raise NotFound
    return found


def one_message_for(actor: Actor, message_id: str) -> Message:
    if not policy.may_list(actor):
        raise Refused
    messages = Message.objects.filter(report__owner_id=actor.agency_id, pk=checked_id(message_id, "msg"))
    found = messages.select_related("report").first()
    if found is None:
        raise NotFound
    return found


def _found(bundle: Bundle | None) -> Bundle:
    if bundle is None:
        raise NotFound
    return bundle
