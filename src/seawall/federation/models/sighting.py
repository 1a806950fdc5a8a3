from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.federation.states import SightingWay


class Sighting(Record):
    """An entry that was made for one receiver's copy alone has come back: that copy, or a part of it, is in other hands, or the
    receiver itself has asked us with it."""

    id = IdField(prefix="sig")
    list = models.ForeignKey("material.List", on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(max_length=120)
    canary_id = models.CharField(max_length=30)
    way = models.CharField(max_length=16, choices=SightingWay)
    # The access key, or the member of staff, that it came with; and the key's holder.
    by = models.CharField(max_length=30)
    holder = models.CharField(max_length=120, blank=True, default="")
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField(default=clock.now)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["canary_id", "by"], name="federation_sighting_once")]
        indexes = [
            models.Index(
                fields=["owner", "looked_at", "created_at"],
                name="federation_sighting_open",
            )
        ]

    def __str__(self) -> str:
        return self.id
