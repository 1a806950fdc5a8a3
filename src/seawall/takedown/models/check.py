from django.db import models

from seawall.core.fields import MaskedUrlField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.takedown.models.location import Location
from seawall.takedown.states import Standing


class Check(Record):
    """Whether a location still answered, at one moment. No body was asked for, read or kept."""

    id = IdField(prefix="chk")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="checks")
    standing = models.CharField(max_length=8, choices=Standing)
    # A word of outside/head.py: why it says so.
    reason = models.CharField(max_length=20)
    status = models.PositiveSmallIntegerField(null=True)
    moved_to = MaskedUrlField(blank=True, default="")
    hops = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.id
