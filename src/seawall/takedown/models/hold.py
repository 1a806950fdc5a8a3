from django.db import models
from django.db.models import F, Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.takedown.models.location import Location
from seawall.takedown.states import HOLDING, HoldReason, HoldState, ReleaseReason


class Hold(Record):
    """The police look first, for a stated time. While it is asked for or placed, no notice leaves."""

    id = IdField(prefix="hol")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="holds")
    police = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=HoldState, default=HoldState.ASKED)
    reason = models.CharField(max_length=16, choices=HoldReason)
    # A person answers for every hold: who asked, and who placed it.
    asked_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    placed_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+", null=True)
    placed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    release_reason = models.CharField(max_length=16, choices=ReleaseReason, blank=True, default="")

    class Meta:
        ordering = ["expires_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["location"], condition=Q(state__in=HOLDING), name="takedown_one_hold_at_a_time"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="takedown_hold_ends"),
            models.CheckConstraint(
                condition=~Q(state=HoldState.PLACED) | Q(placed_by__isnull=False),
                name="takedown_placed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["police", "state"], name="takedown_hold_police")]

    def __str__(self) -> str:
        return self.id
