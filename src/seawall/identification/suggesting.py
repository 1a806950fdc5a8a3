"""What may belong to a series: pairs of items, gathered by the item or the series at their other end."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from seawall.identification.likeness import series_by_item
from seawall.identification.models import Series, SeriesItem, Suggestion
from seawall.identification.states import Likeness

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
    """The nearest first. Where one pair between the two was rejected, the others are not shown either."""
    gathered: dict[str, list[Suggestion]] = {}
    pairs = list(_pairs_of(series))
    placed = series_by_item({item_id for pair in pairs for item_id in (pair.one_id, pair.other_id)})
    for pair in pairs:
        far = pair.other_id if placed.get(pair.one_id) == series.id else pair.one_id
        if placed.get(far) != series.id:
            gathered.setdefault(placed.get(far, far), []).append(pair)
    shown = {end: found for end, found in gathered.items() if not any(one.rejected_at for one in found)}
    codes = dict(Series.objects.filter(pk__in=filter(is_series, shown)).values_list("id", "code"))
    found = [_suggested(end, codes.get(end, ""), pairs) for end, pairs in shown.items()]
    return sorted(found, key=lambda one: (one.nearest is None, one.nearest or 0, one.other_id))


def _suggested(other_id: str, code: str, pairs: Iterable[Suggestion]) -> Suggested:
    counts: dict[str, int] = {}
    for pair in pairs:
        counts[pair.likeness] = counts.get(pair.likeness, 0) + 1
    reasons = tuple((one, counts[one]) for one in Likeness if one in counts)
    nearest = min((pair.distance for pair in pairs if pair.distance is not None), default=None)
    return Suggested(other_id, code, reasons, nearest)


def between(series: Series, other_id: str) -> QuerySet[Suggestion]:
    """All pairs of this series and that item or series, rejected ones too."""
    in_it = SeriesItem.objects.filter(series_id=other_id).values("item_id")
    far = in_it if is_series(other_id) else [other_id]
    return _pairs_of(series).filter(Q(one__in=far) | Q(other__in=far))


def _pairs_of(series: Series) -> QuerySet[Suggestion]:
    mine = series.entries.values("item_id")
    owned = Suggestion.objects.filter(owner_id=series.owner_id)
    return owned.filter(Q(one__in=mine) | Q(other__in=mine))
