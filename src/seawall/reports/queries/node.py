"""Reads for the node itself: background work that stands outside every agency and shows nothing to anybody."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import QuerySet

from seawall.core import clock
from seawall.core.errors import NotFound
from seawall.reports.models import Mention, Report, Subject
from seawall.reports.states import BundleState, SubjectKind

# As promised on the form: thirty days after the report is decided.
CONTACT_KEPT = timedelta(days=30)
# One report may name more than anybody would look through.
MOST_TOGETHER = 500


def report_of(report_id: str) -> Report:
    report = Report.objects.filter(pk=report_id).first()
    if report is None:
        raise NotFound
    return report


def bundle_ids_of(subject_ids: Collection[str]) -> list[str]:
    found = Subject.objects.filter(pk__in=subject_ids).order_by("bundle_id")
    return list(found.values_list("bundle_id", flat=True).distinct())


def item_ids_in(report_id: str) -> list[str]:
    named = Subject.objects.filter(mentions__report_id=report_id).exclude(item_id="")
    return list(named.values_list("item_id", flat=True))


def items_reported_with(owner_id: str, item_ids: Collection[str]) -> list[tuple[str, str]]:
    """Each with another item that one of the owner's reports names too. Which report it was is told to nobody."""
    mentions = Mention.objects.filter(subject__owner_id=owner_id).exclude(subject__item_id="")
    named = mentions.filter(subject__item_id__in=item_ids).order_by("id")
    first = dict(reversed(named.values_list("report_id", "subject__item_id")))
    others = mentions.filter(report_id__in=first).exclude(subject__item_id__in=item_ids).order_by("id")
    found = others.values_list("report_id", "subject__item_id")[:MOST_TOGETHER]
    return [(first[report_id], other) for report_id, other in found]


def reports_naming(subject_ids: Collection[str]) -> dict[str, list[str]]:
    """By the agency that has them."""
    found: dict[str, list[str]] = {}
    there = Report.objects.filter(mentions__subject__in=subject_ids).order_by("id").distinct()
    for owner_id, report_id in there.values_list("owner_id", "id"):
        found.setdefault(owner_id, []).append(report_id)
    return found


def items_of_same_account(owner_id: str, item_ids: Collection[str]) -> list[tuple[str, str]]:
    """Each with another item of another report of the owner's, where both reports name one account. Which account it was is told to
    nobody."""
    mentions = Mention.objects.filter(subject__owner_id=owner_id)
    of_items = mentions.exclude(subject__item_id="")
    named = of_items.filter(subject__item_id__in=item_ids).order_by("id")
    first = dict(reversed(named.values_list("report_id", "subject__item_id")))
    by_account = mentions.filter(subject__kind=SubjectKind.ACCOUNT)
    told = by_account.filter(report_id__in=first).order_by("-id").values_list("subject_id", "report_id")
    accounts = {account: first[report_id] for account, report_id in told}
    elsewhere = by_account.filter(subject_id__in=accounts).exclude(report_id__in=first).order_by("id")
    reports = dict(elsewhere.values_list("report_id", "subject_id")[:MOST_TOGETHER])
    others = of_items.filter(report_id__in=reports).exclude(subject__item_id__in=item_ids).order_by("id")
    found = others.values_list("report_id", "subject__item_id")[:MOST_TOGETHER]
    return [(accounts[reports[report_id]], other) for report_id, other in found]


def contacts_due() -> QuerySet[Report]:
    decided = {"bundle__state__in": (BundleState.DECIDED, BundleState.CLOSED)}
    before = clock.now() - CONTACT_KEPT
    return Report.objects.exclude(sealed_contact="").filter(bundle__decided_at__lt=before, **decided)


def item_ids_of(subject_ids: Collection[str]) -> list[str]:
    """What was assessed of these subjects."""
    found = Subject.objects.filter(pk__in=subject_ids).exclude(item_id="").order_by("item_id")
    return list(found.values_list("item_id", flat=True).distinct())


def subject_ids_of_items(item_ids: Collection[str]) -> list[str]:
    """The subjects that were decided by these items."""
    found = Subject.objects.filter(item_id__in=[one for one in item_ids if one]).order_by("id")
    return list(found.values_list("pk", flat=True))
