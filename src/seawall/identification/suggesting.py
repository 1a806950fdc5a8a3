"""What may belong to a series: pairs of items, gathered by the item or the series at their other end."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from seawall.identification.models import Series, SeriesItem, Suggestion
from seawall.identification.states import Likeness

MOST = 100
NOT_ANY_MORE = _("This is not suggested any more. Look at the page again.")


@dataclass(frozen=True, slots=True)
class Suggested:
    """One item that stands in no series, or another series. `reasons`: each with how many pairs it has; `nearest`: the smallest distance
    of those that look alike."""

    other_id: str
    code: str
    reasons: tuple[tuple[Likeness, int], ...]
    nearest: int | None

    @property
    def is_series(self) -> bool:
        return is_series(self.other_id)


def is_series(other_id: str) -> bool:
    return other_id.startswith("srs_")


def suggestions_of(series: Series) -> list[Suggested]:
    """The nearest first, and no more than anybody looks through at once."""
    found = list(_ends_of(series)[:MOST])
    codes = dict(
        Series.objects.filter(pk__in=[one["end"] for one in found if is_series(one["end"])]).values_list(
            "id", "code"
        )
    )
    return [
        Suggested(
            one["end"],
            codes.get(one["end"], ""),
            tuple((kind, one[kind.value]) for kind in Likeness if one[kind.value]),
            one["nearest"],
        )
        for one in found
    ]


def count_of_suggestions(series: Series) -> int:
    return _ends_of(series).count()


def _ends_of(series: Series) -> QuerySet[Any]:
    """The other ends of the pairs of a series: an item, or the series in which it stands, each once, with the number of its pairs by
    their reasons. Where one pair between the two was rejected, the others are not shown either."""
    mine = series.entries.values("item_id")
    far = Case(When(one__in=mine, then=F("other_id")), default=F("one_id"), output_field=CharField())
    standing = SeriesItem.objects.filter(item_id=OuterRef("far"), series__owner_id=series.owner_id)
    ends = (
        _pairs_of(series)
        .annotate(far=far)
        .annotate(
            end=Coalesce(Subquery(standing.values("series_id")[:1]), F("far"), output_field=CharField())
        )
    )
    counts = {kind.value: Count("pk", filter=Q(likeness=kind)) for kind in Likeness}
    gathered = ends.exclude(end=series.id).order_by().values("end")
    told = gathered.annotate(nearest=Min("distance"), **counts).alias(no=Count("rejected_at")).filter(no=0)
    return told.order_by(F("nearest").asc(nulls_last=True), "end")


def between(series: Series, other_id: str) -> QuerySet[Suggestion]:
    """All pairs of this series and that item or series, rejected ones too."""
    in_it = SeriesItem.objects.filter(series_id=other_id).values("item_id")
    far = in_it if is_series(other_id) else [other_id]
    return _pairs_of(series).filter(Q(one__in=far) | Q(other__in=far))


def _pairs_of(series: Series) -> QuerySet[Suggestion]:
    mine = series.entries.values("item_id")
    owned = Suggestion.objects.filter(owner_id=series.owner_id)
    return owned.filter(Q(one__in=mine) | Q(other__in=mine))
