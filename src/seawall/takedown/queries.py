"""Reads, always for a viewer: what their agency owns, or what their agency was asked for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.ids import checked_id
from seawall.people.queries import agencies
from seawall.people.states import AgencyKind
from seawall.takedown import addressed, finding, policy
from seawall.takedown.laws import law_title as law_title
from seawall.takedown.models import Answer, Hold, Location, LocationSubject, Notice, NoticeLocation
from seawall.takedown.states import (
    HOLDING,
    NOT_GONE_YET,
    AnswerKind,
    LocationState,
    NoticeState,
    ObjectionOutcome,
    Question,
)
from seawall.takedown.words import check_words as check_words
from seawall.takedown.words import failure_words as failure_words

if TYPE_CHECKING:
    from seawall.people.models import Agency


M = TypeVar("M", bound=Model)

# For the people of a provider, signed in at its abuse desk: addressed.py.
Addressed = addressed.Addressed
AddressedLine = addressed.AddressedLine
Answered = addressed.Answered
answered_by_month = addressed.answered_by_month
law_of = addressed.law_of
lines_addressed_to = addressed.lines_addressed_to
notices_addressed_to = addressed.notices_addressed_to
objections_raised_by = addressed.objections_raised_by
one_addressed_to = addressed.one_addressed_to

# For the search of the desk: finding.py.
locations_found_for = finding.locations_found_for
notices_found_for = finding.notices_found_for


def _one(rows: QuerySet[M], an_id: str, prefix: str) -> M:
    """What is not among the viewer's rows is not there: foreign and unknown ids alike."""
    found = rows.filter(pk=checked_id(an_id, prefix)).first()
    if found is None:
        raise NotFound
    return found


def locations_for(actor: Actor) -> QuerySet[Location]:
    if not policy.may_see_locations(actor):
        return Location.objects.none()
    return Location.objects.filter(owner_id=actor.agency_id).select_related("owner")


def one_location_for(actor: Actor, location_id: str) -> Location:
    return _one(locations_for(actor), location_id, "loc")


def location_of_subject_for(actor: Actor, subject_id: str) -> Location | None:
    """For the page of a report: how far is the removal of this address?"""
    return locations_for(actor).filter(subjects__subject_id=subject_id).first()


def notices_for(actor: Actor) -> QuerySet[Notice]:
    if not policy.may_see_notices(actor):
        return Notice.objects.none()
    return Notice.objects.filter(owner_id=actor.agency_id).select_related("owner")


def one_notice_for(actor: Actor, notice_id: str) -> Notice:
    return _one(notices_for(actor), notice_id, "ntc")


def holds_for(actor: Actor) -> QuerySet[Hold]:
    """The hotline's own, and those the police agency of an investigator was asked for. Nobody else's."""
    asked, own = Q(), Q()
    if policy.is_investigator(actor):
        asked = Q(police_id=actor.agency_id)
    if policy.may_see_locations(actor):
        own = Q(owner_id=actor.agency_id)
    if not asked and not own:
        return Hold.objects.none()
    return Hold.objects.filter(asked | own).select_related(
        "location", "owner", "police", "asked_by", "placed_by"
    )


def one_hold_for(actor: Actor, hold_id: str) -> Hold:
    return _one(holds_for(actor), hold_id, "hol")


def objections_for(actor: Actor) -> QuerySet[Answer]:
    if not policy.may_see_objections(actor):
        return Answer.objects.none()
    found = Answer.objects.filter(owner_id=actor.agency_id, kind=AnswerKind.OBJECTION)
    return found.select_related("notice", "location")


def open_objections_for(actor: Actor) -> QuerySet[Answer]:
    return objections_for(actor).filter(outcome=ObjectionOutcome.OPEN)


def one_objection_for(actor: Actor, answer_id: str) -> Answer:
    return _one(objections_for(actor), answer_id, "ans")


def registrar_contact(location: Location) -> str:
    """What the newest trace was told about the registrar; empty when no registry publishes one."""
    trace = location.traces.first()
    found = trace.findings.filter(kind="registrar_abuse").first() if trace else None
    return found.value if found else ""


def police_agencies() -> "QuerySet[Agency]":
    return agencies().filter(kind=AgencyKind.POLICE)


def lines_for_provider(actor: Actor, notice: Notice) -> list[Location]:
    """What the portal lists: masked, without what was dropped before sending."""
    if not policy.may_read_as_provider(actor, notice):
        raise NotFound
    lines = notice.lines.filter(dropped_at=None).select_related("location")
    return [line.location for line in lines]


# What the desk asks: questions wait for a person and never answer themselves.


def questions_for(actor: Actor) -> QuerySet[Location]:
    return locations_for(actor).exclude(question=Question.NONE).order_by("asked_at")


def expired_holds_for(actor: Actor) -> QuerySet[Location]:
    return questions_for(actor).filter(question=Question.HOLD_EXPIRED)


def holds_waiting_for(actor: Actor) -> QuerySet[Hold]:
    """What an investigator must answer, the nearest end first."""
    return holds_for(actor).filter(state__in=HOLDING).order_by("expires_at")


def failed_notices_for(actor: Actor) -> QuerySet[Notice]:
    return notices_for(actor).filter(state=NoticeState.FAILED)


def ready_to_notify_for(actor: Actor) -> QuerySet[Location]:
    return locations_for(actor).filter(state=LocationState.OPEN).exclude(contact="").exclude(grounds={})


def left_out_of(notice: Notice, actor: Actor) -> QuerySet[Location]:
    """What the same contact could have been asked as well, had anybody assessed it."""
    found = locations_for(actor).filter(contact=notice.contact, state=LocationState.OPEN, grounds={})
    return found.exclude(lines__notice=notice)


# What the mistake desk asks.


def locations_of_subjects_for(actor: Actor, subject_ids: Collection[str]) -> QuerySet[Location]:
    return locations_for(actor).filter(subjects__subject_id__in=subject_ids).distinct().order_by("id")


def subject_ids_at(location_ids: Collection[str]) -> list[str]:
    """The reports' subjects that led there."""
    found = LocationSubject.objects.filter(location_id__in=location_ids).order_by("subject_id")
    return list(found.values_list("subject_id", flat=True).distinct())


def sent_notices_about(actor: Actor, location_ids: Collection[str]) -> QuerySet[Notice]:
    """Letters that left and name one of these locations."""
    lines = NoticeLocation.objects.filter(location_id__in=location_ids, dropped_at=None)
    found = notices_for(actor).filter(pk__in=lines.values("notice_id"), state=NoticeState.SENT)
    return found.order_by("id")


def answer_of(answer_id: str) -> Answer:
    """For jobs."""
    return Answer.objects.get(pk=answer_id)


def was_written_about(location_id: str) -> bool:
    """For jobs: a letter that names it has left."""
    lines = NoticeLocation.objects.filter(location_id=location_id, dropped_at=None)
    return lines.filter(notice__state=NoticeState.SENT).exists()


def is_any_pursued(subject_ids: Collection[str]) -> bool:
    """For jobs: removal of an address behind these subjects was asked for, and not taken back."""
    found = Location.objects.filter(subjects__subject_id__in=subject_ids)
    return found.exclude(state=LocationState.WITHDRAWN).exists()


def people_behind_notices(location_ids: Collection[str]) -> set[str]:
    """Staff by id who wrote or sent a letter about one of these locations."""
    lines = NoticeLocation.objects.filter(location_id__in=location_ids)
    pairs = Notice.objects.filter(pk__in=lines.values("notice_id")).values_list("drafted_by_id", "sent_by_id")
    return {one for pair in pairs for one in pair if one}


def count_noticed_for(actor: Actor, among: Collection[str] | None = None) -> int:
    """How many locations a provider was ever written to about; `among`: of these alone."""
    noticed = locations_for(actor).filter(noticed_at__isnull=False)
    return (noticed if among is None else noticed.filter(pk__in=among)).count()


# Figures.


@dataclass(frozen=True, slots=True)
class Removed:
    """How fast what we wrote about was gone. `within_*` are counts out of `noticed`, not of each other."""

    noticed: int
    within_2_days: int
    within_1_week: int
    within_4_weeks: int
    later: int
    still_there: int


@dataclass(frozen=True, slots=True)
class OpenByAge:
    label: str
    inland: int
    abroad: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Figures:
    inland: Removed
    abroad: Removed
    open_by_age: tuple[OpenByAge, ...]
    states: dict[str, int]


DAY = timedelta(days=1)
AGES: tuple[tuple[str, timedelta, timedelta], ...] = (
    ("under_2_days", timedelta(0), 2 * DAY),
    ("under_1_week", 2 * DAY, 7 * DAY),
    ("under_4_weeks", 7 * DAY, 28 * DAY),
    ("over_4_weeks", 28 * DAY, 3650 * DAY),
)


def figures_for(actor: Actor, *, since: datetime | None = None) -> Figures:
    """Removal times count from the notice to the first check that found it gone."""
    found = locations_for(actor).exclude(state=LocationState.WITHDRAWN)
    home = agencies().filter(pk=actor.agency_id).values_list("country", flat=True).first() or ""
    noticed = found.filter(noticed_at__isnull=False).exclude(country="")
    if since is not None:
        noticed = noticed.filter(noticed_at__gte=since)
    inland, abroad = _removed(noticed, home)
    states = dict(found.order_by().values_list("state").annotate(Count("id")))
    return Figures(
        inland=inland,
        abroad=abroad,
        open_by_age=_open_by_age(found.filter(state__in=NOT_GONE_YET), home),
        states={state: states.get(state, 0) for state in LocationState.values},
    )


def _removed(noticed: QuerySet[Location], home: str) -> tuple[Removed, Removed]:
    """Both sides in one walk over the rows."""
    gone = Q(state=LocationState.GONE)
    spans = {
        "all": Q(),
        "two": gone & Q(took__lte=2 * DAY),
        "seven": gone & Q(took__lte=7 * DAY),
        "four": gone & Q(took__lte=28 * DAY),
        "gone": gone,
    }
    # A difference, which every database takes itself; a moment and a span SQLite would have added up by Python, row by row.
    noticed = noticed.alias(took=F("gone_at") - F("noticed_at"))
    rows = noticed.order_by().values(inland=Q(country=home))
    counts: dict[bool, Mapping[str, Any]] = {
        row["inland"]: row
        for row in rows.annotate(**{span: Count("id", filter=q) for span, q in spans.items()})
    }
    nothing = dict.fromkeys(spans, 0)
    return _side(counts.get(True, nothing)), _side(counts.get(False, nothing))


def _side(counts: Mapping[str, Any]) -> Removed:
    return Removed(
        noticed=counts["all"],
        within_2_days=counts["two"],
        within_1_week=counts["seven"],
        within_4_weeks=counts["four"],
        later=counts["gone"] - counts["four"],
        still_there=counts["all"] - counts["gone"],
    )


def _open_by_age(found: QuerySet[Location], home: str) -> tuple[OpenByAge, ...]:
    now = clock.now()
    places = {"inland": Q(country=home), "unknown": Q(country=""), "all": Q()}
    counts = found.aggregate(
        **{
            f"{label}_{place}": Count(
                "id", filter=Q(created_at__lte=now - youngest, created_at__gt=now - oldest) & where
            )
            for label, youngest, oldest in AGES
            for place, where in places.items()
        }
    )
    return tuple(_of_age(counts, label) for label, _youngest, _oldest in AGES)


def _of_age(counts: dict[str, int], label: str) -> OpenByAge:
    inland, unknown = counts[f"{label}_inland"], counts[f"{label}_unknown"]
    return OpenByAge(label, inland, counts[f"{label}_all"] - inland - unknown, unknown)


# For jobs, which act for the node: what is due, and what one job works on.


def checks_due(most: int = 200) -> list[Location]:
    return list(Location.objects.filter(next_check_at__lte=clock.now()).order_by("next_check_at")[:most])


def holds_due() -> list[Hold]:
    return list(Hold.objects.filter(state__in=HOLDING, expires_at__lte=clock.now()))


def reminders_due(most: int = 200) -> list[Notice]:
    return list(Notice.objects.filter(next_reminder_at__lte=clock.now()).order_by("next_reminder_at")[:most])


def notices_stuck(since: timedelta) -> list[Notice]:
    return list(Notice.objects.filter(state=NoticeState.SENDING, changed_at__lte=clock.now() - since))


def location_of(location_id: str) -> Location:
    return Location.objects.get(pk=location_id)


def notice_of(notice_id: str) -> Notice:
    return Notice.objects.select_related("owner").get(pk=notice_id)


def hold_of(hold_id: str) -> Hold:
    return Hold.objects.select_related("location").get(pk=hold_id)


def lines_to_send(notice: Notice) -> list[Location]:
    lines = notice.lines.filter(dropped_at=None).select_related("location")
    return [line.location for line in lines]
