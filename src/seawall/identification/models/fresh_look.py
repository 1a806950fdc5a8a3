from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.identification.models.series import Series
from seawall.identification.states import LONGEST_WORDS


class FreshLook(models.Model):
    """Somebody took up a series again on which nothing had been done for long. It counts as work, whatever was found."""

    id = IdField(prefix="flk")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="looks")
    tried = models.TextField(max_length=LONGEST_WORDS)
    found = models.BooleanField()
    next_on = models.DateField()
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(tried=""), name="identification_look_tried_something"),
        ]
        indexes = [models.Index(fields=["series", "next_on"], name="identification_look_again")]

    def __str__(self) -> str:
        return self.id
