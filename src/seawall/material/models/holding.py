from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item


class Holding(Record):
    """Which agency lawfully holds the file, under which evidence number. Seawall holds the pointer, never the file."""

    id = IdField(prefix="hld")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="holdings")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    evidence_number = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "item", "agency", "evidence_number"], name="material_holding_once"
            )
        ]
        # By which the search finds an item: the other begins with the item itself.
        indexes = [models.Index(fields=["owner", "evidence_number"], name="material_evidence_number")]

    def __str__(self) -> str:
        return self.evidence_number
