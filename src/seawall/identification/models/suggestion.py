from django.db import models
from django.db.models import F, Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.states import Likeness


class Suggestion(Record):
    """Two items may belong together, for one reason. It is about items, not about series, so that it holds whatever is split or merged:
    it counts where one of them stands in a series and the other does not stand in the same. Rejected, it stays so."""

    id = IdField(prefix="sgn")
    # The smaller id first.
    one = models.ForeignKey("material.Item", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("material.Item", on_delete=models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=7, choices=Likeness)
    distance = models.PositiveSmallIntegerField(null=True)
    rejected_at = models.DateTimeField(null=True)
    rejected_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other", "likeness"], name="identification_suggestion_once"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="identification_suggestion_of_two"),
            models.CheckConstraint(
                condition=Q(rejected_at__isnull=True, rejected_by__isnull=True)
                | Q(rejected_at__isnull=False, rejected_by__isnull=False),
                name="identification_rejected_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.id
