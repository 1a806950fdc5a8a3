from django.db import models

from seawall.core.ids import IdField
from seawall.material.models.item import Item
from seawall.material.models.statement import Statement
from seawall.material.states import TraitKind


class Trait(models.Model):
    """Something that a source's word tells of an item and others may share: the device that took it, or a place tag. Only a keyed digest is
    kept: a serial number leads to whoever bought the device."""

    id = IdField(prefix="trt")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="traits")
    # By the index of its statement it is found where it is written; by its key where it is looked for.
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=TraitKind)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "key"], name="material_trait_once"),
            models.CheckConstraint(condition=~models.Q(key=""), name="material_trait_of_something"),
        ]
        indexes = [models.Index(fields=["key"], name="material_trait_shared")]

    def __str__(self) -> str:
        return self.id
