from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item


class Verdict(Record):
    """The category which one version of one scheme gives an item. Superseded verdicts stay: they say what was held
    when something was decided."""

    id = IdField(prefix="vrd")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="verdicts")
    scheme = models.CharField(max_length=32)
    version = models.CharField(max_length=32)
    category = models.CharField(max_length=32)
    # The deciding sentence of the table at that version, by language: an old verdict can still be read.
    reason = models.JSONField()
    computed_at = models.DateTimeField(default=clock.now)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "scheme"],
                condition=models.Q(superseded_at__isnull=True),
                name="material_verdict_one_current",
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "scheme", "version"],
                condition=models.Q(superseded_at__isnull=True),
                name="material_verdict_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.version}: {self.category}"
