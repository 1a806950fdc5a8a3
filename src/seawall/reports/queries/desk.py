"""What the desk puts together: what needs a person, look-ups by digest, figures, and the ids a timeline is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Max, Q, QuerySet, Sum, When

from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.ids import SHAPE
from seawall.people.queries import own_agency
from seawall.reports.models import Bundle, Mention, Message, Report, Subject
from seawall.reports.queries.worklist import WAITING, bundles_for, in_hand_of
from seawall.reports.reading import read_line
from seawall.reports.states import BundleState, Decision, Direction, Outcome, Removal, SubjectKind


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for this person. `why` is a code: danger, mine, second, disputed, letter."""

    why: str
    bundle: Bundle


def bundles_needing_me(actor: Actor, most: int = 10) -> list[Need]:
    """Danger nobody has acknowledged, what I have in hand, second opinions I may give, letters nobody has read."""
    waiting = bundles_for(actor)
    alarm = waiting.filter(WAITING, urgent=True, danger_now=True, danger_acknowledged_at__isnull=True)
    mine = waiting.filter(WAITING, in_hand_of(actor))
    second = waiting.filter(state=BundleState.ASSESSED).exclude(second_asked_by=actor.id)
    letters = waiting.filter(WAITING, new_words=True).filter(pk__in=_with_unread_letters(actor))
    needs: dict[str, Need] = {}
    for why, found in (("danger", alarm), ("mine", mine), ("second", second), ("letter", letters)):
        for bundle in found.order_by("-rank", "created_at", "id")[:most]:
            reason = "disputed" if why == "second" and bundle.disputed else why
            needs.setdefault(bundle.id, Need(reason, bundle))
    return list(needs.values())[:most]


def _with_unread_letters(actor: Actor, most: int = 200) -> list[str]:
    """Asked for by itself, so that it is a walk along the small index of what is unread, however many reports there are."""
    unread = Message.objects.filter(direction=Direction.TO_US, read_at__isnull=True).order_by("report_id")
    reports = list(unread.values_list("report_id", flat=True)[:most])
    own = Report.objects.filter(pk__in=reports, owner_id=actor.agency_id)
    return list(own.values_list("bundle_id", flat=True))


@dataclass(frozen=True, slots=True)
class Hit:
    """A bundle found, and by what: an id, or one of its subjects (masked)."""

    bundle: Bundle
    subject: Subject | None = None


def search(actor: Actor, text: str) -> list[Hit]:
    """By the id of a bundle, report or subject, or by a pasted address, account, fingerprint or number. Exact: what is
    looked for is digested, and nothing can be listed by its beginning."""
    bundles_for(actor)
    text = text.strip()
    if SHAPE.fullmatch(text):
        return _by_id(actor, text)
    found = read_line(text, country=own_agency(actor).country)
    if found is None:
        return []
    # Owner, kind and digest are one index; the digest alone would be looked for in all of them.
    same = Subject.objects.filter(owner_id=actor.agency_id, kind=found.kind, digest=found.digest)
    subjects = same.select_related("bundle")
    return [Hit(subject.bundle, subject) for subject in subjects]


def _by_id(actor: Actor, text: str) -> list[Hit]:
    by_prefix = {"bdl": Q(pk=text), "rep": Q(reports__pk=text), "sub": Q(subjects__pk=text)}
    wanted = by_prefix.get(text[:3])
    return [Hit(bundle) for bundle in bundles_for(actor).filter(wanted)[:1]] if wanted else []


@dataclass(frozen=True, slots=True)
class Funnel:
    """From report to removal, of the reports received since a day. Each number is of reports."""

    received: int
    assessed: int
    removal_wanted: int
    noticed: int
    gone: int
    spared: int


def funnel_for(actor: Actor, since: datetime) -> Funnel:
    received = _received(actor, since)
    decided = bundles_for(actor).filter(
        decided_at__isnull=False, state__in=(BundleState.DECIDED, BundleState.CLOSED)
    )
    removing = _removing(actor, since)
    return Funnel(
        received=received.count(),
        # A set of bundles, not a join: SQLite would look each report's bundle up in the table itself.
        assessed=received.filter(bundle__in=decided.values("pk")).count(),
        removal_wanted=removing["wanted"],
        noticed=removing["noticed"] or 0,
        gone=removing["gone"] or 0,
        spared=received.filter(decided_unseen=True).count(),
    )


def _received(actor: Actor, since: datetime) -> QuerySet[Report]:
    bundles_for(actor)
    return Report.objects.filter(owner_id=actor.agency_id, created_at__gte=since)


def _removing(actor: Actor, since: datetime) -> dict[str, Any]:
    """Of the reports that name an address to remove: a report that names three of them is one report."""
    named = Mention.objects.filter(
        report__owner_id=actor.agency_id,
        report__created_at__gte=since,
        subject__owner_id=actor.agency_id,
        subject__kind=SubjectKind.URL,
        subject__decision=Decision.REMOVE,
    )
    gone = Q(subject__removal=Removal.GONE)
    noticed = gone | Q(subject__acted_at__isnull=False)
    reports = named.values("report_id").annotate(any_noticed=_any(noticed), any_gone=_any(gone))
    return reports.aggregate(wanted=Count("*"), noticed=Sum("any_noticed"), gone=Sum("any_gone"))


def _any(condition: Q) -> Max:
    return Max(Case(When(condition, then=1), default=0))


def received_by_day_for(actor: Actor, since: datetime) -> list[tuple[str, int]]:
    days = _received(actor, since).values_list("created_at__date")
    # The rows themselves and not their ids: so the index alone answers.
    return [
        (day.isoformat(), count) for day, count in days.annotate(n=Count("*")).order_by("created_at__date")
    ]


def outcomes_for(actor: Actor, since: datetime) -> dict[str, int]:
    """How many bundles came to what, of those decided since a day."""
    decided = bundles_for(actor).filter(decided_at__gte=since)
    counted = dict(decided.values_list("outcome").annotate(Count("id")).order_by("outcome"))
    return {outcome.value: counted.get(outcome.value, 0) for outcome in Outcome}


def decided_by_me(actor: Actor, most: int = 20) -> QuerySet[Bundle]:
    """What became of the bundles this person decided, the newest first."""
    return bundles_for(actor).filter(decided_by=actor.id).order_by("-decided_at", "-id")[:most]


def timeline_ids(actor: Actor, bundle: Bundle) -> list[str]:
    """Every id under which the trail speaks of this bundle: itself, its newest reports and letters, its subjects."""
    if not bundles_for(actor).filter(pk=bundle.pk).exists():
        raise NotFound
    reports = list(bundle.reports.order_by("-created_at").values_list("id", flat=True)[:100])
    letters = Message.objects.filter(report_id__in=reports).values_list("id", flat=True)
    subjects = bundle.subjects.values_list("id", flat=True)
    items = [item_id for item_id in bundle.subjects.values_list("item_id", flat=True) if item_id]
    return [bundle.id, *reports, *letters, *subjects, *items]
