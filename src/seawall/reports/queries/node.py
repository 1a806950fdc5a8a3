"""Reads for the node itself: background work that stands outside every agency and shows nothing to anybody."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import QuerySet

from seawall.core import clock
from seawall.core.errors import NotFound
from seawall.reports.models import Report, Subject
from seawall.reports.states import BundleState

# As promised on the form: thirty days after the report is decided.
CONTACT_KEPT = timedelta(days=30)


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
