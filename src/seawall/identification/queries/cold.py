"""The calendar of fresh looks, of the viewer's agency."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.identification.cold_cases import cold
from seawall.identification.models import FreshLook, Series
from seawall.identification.queries.series import series_for
from seawall.identification.queries.worklist import still_sought
from seawall.identification.states import SeriesState


def cold_series_for(actor: Actor) -> QuerySet[Series]:
    """The one that has waited longest first."""
    sought = series_for(actor).filter(still_sought(), state=SeriesState.OPEN)
    return cold(sought).order_by("changed_at", "id")


def looks_coming_for(actor: Actor) -> QuerySet[FreshLook]:
    """The last look at each series that names a day to come; the next first."""
    sought = series_for(actor).filter(still_sought(), state=SeriesState.OPEN)
    last = FreshLook.objects.filter(series=OuterRef("series")).order_by("-id").values("id")[:1]
    coming = FreshLook.objects.filter(series__in=sought, next_on__gt=clock.now().date())
    latest = coming.annotate(last=Subquery(last)).filter(pk=F("last"))
    return latest.select_related("series", "by").order_by("next_on", "id")


def looks_at(series: Series) -> QuerySet[FreshLook]:
    """Of a series that the viewer was let to; the newest first."""
    return series.looks.select_related("by").order_by("-id")
