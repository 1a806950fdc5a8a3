from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.codes import LENGTH
from seawall.identification.states import SeriesState


class Series(Record):
    """Items that belong together, because the same child or children are shown."""

    id = IdField(prefix="srs")
    code = models.CharField(max_length=LENGTH, unique=True, editable=False)
    state = models.CharField(max_length=9, choices=SeriesState, default=SeriesState.OPEN)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    opened_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SeriesState.values), name="identification_series_state"
            ),
            models.CheckConstraint(
                condition=Q(state=SeriesState.MERGED, merged_into__isnull=False)
                | (~Q(state=SeriesState.MERGED) & Q(merged_into__isnull=True)),
                name="identification_series_merged_into_one",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "id"], name="identification_series_queue"),
            models.Index(fields=["owner", "state", "changed_at"], name="identification_series_recent"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.state == SeriesState.OPEN


class SeriesItem(models.Model):
    """Where an item stands now: in one series, or in none. How it came there is told by its moves."""

    id = IdField(prefix="sit")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="entries")
    item = models.OneToOneField("material.Item", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["series", "id"], name="identification_item_order")]

    def __str__(self) -> str:
        return self.item_id
