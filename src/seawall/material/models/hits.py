from django.db import models

from seawall.material.models.item import Item


class Hits(models.Model):
    """How many different pictures machines asked about within one hour that looked like an item. Only a count: what they
    asked is kept nowhere."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="hits")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "hour"], name="material_hits_hour")]
        indexes = [models.Index(fields=["hour"], name="material_hits_sweep")]
