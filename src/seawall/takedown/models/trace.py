from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.takedown.models.location import Location


class Trace(Record):
    """Where a location lay at one moment. Never changed: a later look is a later trace."""

    id = IdField(prefix="trc")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="traces")
    ips = models.JSONField(default=list)
    asn = models.PositiveBigIntegerField(null=True)
    country = models.CharField(max_length=2, blank=True, default="")
    host = models.CharField(max_length=200, blank=True, default="")
    registrar = models.CharField(max_length=200, blank=True, default="")
    contact = models.CharField(max_length=254, blank=True, default="")
    contact_level = models.CharField(max_length=12, blank=True, default="")
    front = models.CharField(max_length=80, blank=True, default="")
    has_host = models.BooleanField(default=True)
    # False when a server did not answer: the evidence has a gap, and the page says so.
    complete = models.BooleanField(default=True)

    class Meta:
        ordering = ["-created_at", "-id"]


class Finding(models.Model):
    """One value, with who said it and when."""

    trace = models.ForeignKey(Trace, on_delete=models.CASCADE, related_name="findings")
    step = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    value = models.CharField(max_length=300)
    source = models.CharField(max_length=120)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["trace", "step"], name="takedown_step_once")]

    @property
    def shown(self) -> str:
        """For a page: a name of the site is as confidential as its address, an organisation or a machine is not."""
        if self.kind in ("name", "alias"):
            return f"{self.value[:3]}…"
        return self.value
