"""Which account first, and why: points for facts, with the weights of the agency that looks. The database adds up what the page explains."""

from collections.abc import Iterator
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


def weights_of(agency_id: str) -> Weights:
    """Those of the house where an agency has set none; they are not kept then."""
    return Weights.objects.filter(owner_id=agency_id).first() or Weights(owner_id=agency_id)


def ranked(accounts: QuerySet[Account], weights: Weights) -> QuerySet[Account]:
    """With `score`, the highest first; of the same score the one that is here longest."""
    scores: list[Combinable] = [
        Case(
            When(condition, then=Value(getattr(weights, reason.value))),
            default=Value(0),
            output_field=IntegerField(),
        )
        for reason, condition in _conditions(clock.now().date()).items()
    ]
    return accounts.annotate(score=reduce(add, scores)).order_by("-score", "pk")


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
