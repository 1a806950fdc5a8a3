"""Reads about people and agencies. Who looks at colleagues sees names and duties; only an administrator sees more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import gettext

from seawall.core import clock
from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.people import policy
from seawall.people.duties import Description, descriptions
from seawall.people.models import AccessKey, Agency, Breaks, Exposure, Staff
from seawall.people.sign_in.lockout import account_code
from seawall.people.states import AgencyKind, Factor

# Fewer people than this and a team's count would tell about one of them.
SMALLEST_TEAM = 5


def actor_of(staff: Staff, *, fresh: bool = False) -> Actor:
    return Actor(ActorKind.STAFF, staff.id, staff.agency_id, staff.duties(), fresh, staff.name)


def signed_in_person(staff_id: str) -> Staff | None:
    """The person of a session with agency and duties, in one query: it is asked at every request."""
    found = Staff.objects.filter(pk=staff_id, is_active=True).select_related("agency")
    rows = list(found.annotate(held=F("grants__duty")))
    if not rows:
        return None
    rows[0].keep_duties(frozenset(Duty(row.held) for row in rows if row.held))
    return rows[0]


def staff_by_email(email: str) -> Staff | None:
    """For the command line and the door itself, never for a page."""
    return Staff.objects.select_related("agency").filter(email=email.strip().lower()).first()


def agency_by_name(name: str) -> Agency | None:
    return Agency.objects.filter(name=name).first()


def agencies() -> QuerySet[Agency]:
    return Agency.objects.order_by("name")


def staff_of_node(agency: Agency) -> QuerySet[Staff]:
    """For the command line of the node, which stands outside every agency; a page asks `people_for`."""
    return agency.staff.prefetch_related("grants").order_by("name")


def public_agency() -> Agency:
    """The agency whose public door this node is."""
    agency = Agency.objects.filter(public_door=True).first()
    if agency is None:
        raise NotFound
    return agency


def keeper_of_the_door() -> Agency | None:
    """In whose trail a stranger's knock is written: the agency of the public door, else the node's first."""
    return Agency.objects.order_by("-public_door", "created_at").first()


def own_agency(actor: Actor) -> Agency:
    return Agency.objects.get(pk=actor.agency_id)


def police_agencies_for(actor: Actor) -> QuerySet[Agency]:
    """The police agencies on this node, one's own excepted: where a location or a danger can be handed to."""
    return (
        Agency.objects.filter(kind=AgencyKind.POLICE).exclude(pk=actor.agency_id).order_by("country", "name")
    )


def colleagues_for(actor: Actor, *duties: Duty) -> QuerySet[Staff]:
    """Active people of the actor's own agency, the actor too; with duties: who holds at least one of them."""
    found = Staff.objects.filter(agency_id=actor.agency_id, is_active=True)
    if duties:
        found = found.filter(grants__duty__in=duties).distinct()
    return found.order_by("name")


def staff_name(actor_id: str) -> str:
    """Who stands behind an actor's id, for timelines. Names are not in the trail, so that they can be corrected."""
    return staff_names([actor_id])[actor_id]


def staff_names(actor_ids: list[str]) -> dict[str, str]:
    """The same for a whole page of lines, in one query."""
    known = dict(Staff.objects.filter(pk__in=actor_ids).values_list("id", "name"))
    keys = [an_id for an_id in actor_ids if an_id.startswith("key_")]
    known |= dict(AccessKey.objects.filter(pk__in=keys).values_list("id", "holder")) if keys else {}
    others = {"system": gettext("Seawall"), "reporter": gettext("the reporter")}
    return {an_id: known.get(an_id) or others.get(an_id) or _kind_named(an_id) for an_id in actor_ids}


def colleague_name(viewer: Actor, actor_id: str) -> str:
    """As `staff_name`, save that another agency's people stay unnamed."""
    if (
        actor_id.startswith("stf_")
        and not Staff.objects.filter(pk=actor_id, agency_id=viewer.agency_id).exists()
    ):
        return gettext("somebody of another agency of this node")
    return staff_name(actor_id)


def _kind_named(actor_id: str) -> str:
    if actor_id.startswith("ntc_"):
        return gettext("the provider")
    return gettext("the receiver") if actor_id.startswith("rfr_") else gettext("somebody unknown")


# Administration


def people_for(actor: Actor) -> QuerySet[Staff]:
    """Everybody of the administrator's own agency, those who left too."""
    agency = own_agency(actor)
    if not policy.may_see_people(actor, agency):
        raise Refused
    return Staff.objects.filter(agency=agency).prefetch_related("grants").order_by("-is_active", "name")


def one_person_for(actor: Actor, staff_id: str) -> Staff:
    staff = people_for(actor).select_related("agency").filter(pk=checked_id(staff_id, "stf")).first()
    if staff is None:
        raise NotFound
    return staff


@dataclass(frozen=True, slots=True)
class SignInState:
    """What an administrator may know of how a colleague signs in: kinds and counts, no secret, no address."""

    factors: list[tuple[str, int]]
    sessions: int
    locked_out: bool
    has_password: bool


def sign_in_state(staff: Staff) -> SignInState:
    counted = Authenticator.objects.filter(user_id=staff.id).values_list("type").annotate(Count("id"))
    return SignInState(
        factors=[(str(Factor(kind).label), count) for kind, count in counted.order_by("type")],
        sessions=len(UserSession.objects.purge_and_list(staff)),
        locked_out=is_locked_out(staff),
        has_password=staff.has_usable_password(),
    )


def is_locked_out(staff: Staff) -> bool:
    """Locked from at least one address: failures are counted for account and address together."""
    since = clock.now() - settings.AXES_COOLOFF_TIME
    tries = AccessAttempt.objects.filter(username=account_code(staff.email), attempt_time__gte=since)
    counted = tries.values("ip_address").annotate(failures=Sum("failures_since_start"))
    return counted.filter(failures__gte=settings.AXES_FAILURE_LIMIT).exists()


def duties_described() -> list[Description]:
    return list(descriptions().values())


def described(duties: Iterable[Duty]) -> list[Description]:
    """The descriptions of these duties, in the order of duties.toml."""
    held = set(duties)
    return [description for duty, description in descriptions().items() if duty in held]


# Oneself


def myself(actor: Actor) -> Staff:
    return Staff.objects.select_related("agency").get(pk=actor.id)


def my_sessions(actor: Actor) -> list[UserSession]:
    return list(UserSession.objects.purge_and_list(myself(actor)))


def my_session(actor: Actor, session_id: int) -> UserSession:
    session = UserSession.objects.filter(pk=session_id, user_id=actor.id).select_related("user").first()
    if session is None:
        raise NotFound
    return session


def has_second_factor(staff: Staff) -> bool:
    return Authenticator.objects.filter(user_id=staff.id, type__in=[Factor.TOTP, Factor.WEBAUTHN]).exists()


# Exposure: private to the person


@dataclass(frozen=True, slots=True)
class MyExposure:
    last_hour: int
    today: int
    last_week: int
    severe_last_week: int
    most_per_hour: int
    break_minutes: int
    break_until: datetime | None


def my_breaks(actor: Actor) -> Breaks:
    return Breaks.objects.filter(staff_id=actor.id).first() or Breaks(staff_id=actor.id)


def my_exposure(actor: Actor) -> MyExposure:
    """What the person has looked at, in numbers. There is no such query about anybody else."""
    now, breaks = clock.now(), my_breaks(actor)
    mine = Exposure.objects.filter(staff_id=actor.id, at__gte=now - timedelta(days=7))
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return MyExposure(
        last_hour=mine.filter(at__gte=now - timedelta(hours=1)).count(),
        today=mine.filter(at__gte=midnight).count(),
        last_week=mine.count(),
        severe_last_week=mine.filter(severity="severe").count(),
        most_per_hour=breaks.most_per_hour,
        break_minutes=breaks.minutes,
        break_until=break_due(actor),
    )


def break_due(actor: Actor) -> datetime | None:
    """Until when the person should rest, by their own rule; None when no break is due.

    A pause as long as the break counts as taken: only looks after the last such pause are counted.
    """
    now, breaks = clock.now(), my_breaks(actor)
    pause = timedelta(minutes=breaks.minutes)
    looks = Exposure.objects.filter(staff_id=actor.id, at__gte=now - timedelta(hours=1), at__lte=now)
    times = list(looks.order_by("-at").values_list("at", flat=True)[: breaks.most_per_hour])
    if not times or now - times[0] >= pause:
        return None
    rested = any(later - earlier >= pause for later, earlier in zip(times, times[1:], strict=False))
    return None if rested or len(times) < breaks.most_per_hour else times[0] + pause


def team_exposure(actor: Actor) -> int | None:
    """How many looks the whole team had in a week; None where the team is so small that a number would tell on one."""
    if not policy.may_see_team_exposure(actor, own_agency(actor)):
        raise Refused
    week = Exposure.objects.filter(staff__agency_id=actor.agency_id, at__gte=clock.now() - timedelta(days=7))
    if week.values("staff_id").distinct().count() < SMALLEST_TEAM:
        return None
    return week.count()
