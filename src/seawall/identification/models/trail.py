from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.models.series import Series
from seawall.identification.states import LONGEST_WORDS, TrailGround


class ClosedTrail(Record):
    """A country in which the child is not, as a person says on a ground. Without a series: opened again."""

    id = IdField(prefix="trl")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="closed_trails")
    country = models.CharField(max_length=2)
    ground = models.CharField(max_length=7, choices=TrailGround)
    words = models.TextField(max_length=LONGEST_WORDS)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(country="") & ~Q(words="") & Q(ground__in=TrailGround.values),
                name="identification_trail_closed_on_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.id
