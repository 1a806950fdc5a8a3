"""Which account first, and why: points for facts, with the weights of the agency that looks. The database adds up what the page explains."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add

from django.db.models import Case, IntegerField, Q, QuerySet, TextChoices, Value, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.operations.models import Account, Weights
from seawall.operations.states import Role

FRESH = timedelta(days=90)
# So many are worked on first; of more nobody compares the places by eye.
FIRST = 50


class Reason(TextChoices):
    """The value is the field of `Weights`."""

    CHILD_CONTACT = "child_contact", _("contact to a child")
    WORK_WITH_CHILDREN = "work_with_children", _("work with children")
    ADMINISTRATOR = "administrator", _("administrator or moderator")
    UPLOADER = "uploader", _("uploader")
    FRESH = "fresh", _("active in the last 90 days")


@dataclass(frozen=True, slots=True)
class Points:
    reason: Reason
    points: int


@dataclass(frozen=True, slots=True)
class Moved:
    """An account among the first by other weights; `before` is its place by those in force, or None where it is not among the first."""

    account: Account
    place: int
    before: int | None
    points: int
    points_before: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`gone` are those that would no longer be among the first, with the places that they have."""

    first: Sequence[Moved]
    gone: Sequence[tuple[Account, int]]

    @property
    def come(self) -> int:
        return sum(one.before is None for one in self.first)

    @property
    def stirs(self) -> bool:
        """Whether any place among the first would be another account's."""
        return any(one.place != one.before for one in self.first)


def weights_of(agency_id: str) -> Weights:
    """Those of the house where an agency has set none; they are not kept then."""
    return Weights.objects.filter(owner_id=agency_id).first() or Weights(owner_id=agency_id)


def ranked(accounts: QuerySet[Account], weights: Weights) -> QuerySet[Account]:
    """With `score`, the highest first; of the same score the one that is here longest. Of each nothing more than its id, so that the
    database ranks them in an index alone; `whole` has the rest of those that are shown."""
    scores: list[Combinable] = [
        Case(
            When(condition, then=Value(getattr(weights, reason.value))),
            default=Value(0),
            output_field=IntegerField(),
        )
        for reason, condition in _conditions(clock.now().date()).items()
    ]
    return accounts.only("pk").annotate(score=reduce(add, scores)).order_by("-score", "pk")


def whole(some: Iterable[Account]) -> list[Account]:
    """Ranked accounts with all their fields, in their order."""
    scores = {one.pk: one.score for one in some}  # type: ignore[attr-defined]
    found = Account.objects.select_related("site").in_bulk(scores)
    for key, score in scores.items():
        found[key].score = score  # type: ignore[attr-defined]
    return [found[key] for key in scores]


def what_if(accounts: QuerySet[Account], weights: Weights, points: Mapping[Reason, int]) -> WhatIf:
    """Both rankings side by side. The other weights are never saved here."""
    other = Weights(owner_id=weights.owner_id, **{reason.value: points[reason] for reason in Reason})
    old = {one.pk: (one, place) for place, one in enumerate(whole(ranked(accounts, weights)[:FIRST]), 1)}
    new = {one.pk: (one, place) for place, one in enumerate(whole(ranked(accounts, other)[:FIRST]), 1)}
    first = [
        Moved(one, place, old[one.pk][1] if one.pk in old else None, _sum(one, other), _sum(one, weights))
        for one, place in new.values()
    ]
    return WhatIf(first, [pair for key, pair in old.items() if key not in new])


def _sum(account: Account, weights: Weights) -> int:
    return sum(one.points for one in why(account, weights))


def _conditions(today: date) -> dict[Reason, Q]:
    return {
        Reason.CHILD_CONTACT: Q(child_contact=True),
        Reason.WORK_WITH_CHILDREN: Q(work_with_children=True),
        Reason.ADMINISTRATOR: Q(role__in=(Role.ADMINISTRATOR, Role.MODERATOR)),
        Reason.UPLOADER: Q(role=Role.UPLOADER),
        Reason.FRESH: Q(last_active__gte=today - FRESH),
    }


def why(account: Account, weights: Weights) -> list[Points]:
    """Each reason that holds, with its points; those that count nothing for this agency are left out."""
    found = [
        Points(reason, getattr(weights, reason.value)) for reason in _reasons(account, clock.now().date())
    ]
    return [one for one in found if one.points]


def _reasons(account: Account, today: date) -> Iterator[Reason]:
    if account.child_contact:
        yield Reason.CHILD_CONTACT
    if account.work_with_children:
        yield Reason.WORK_WITH_CHILDREN
    if account.role in (Role.ADMINISTRATOR, Role.MODERATOR):
        yield Reason.ADMINISTRATOR
    if account.role == Role.UPLOADER:
        yield Reason.UPLOADER
    if account.last_active and account.last_active >= today - FRESH:
        yield Reason.FRESH
