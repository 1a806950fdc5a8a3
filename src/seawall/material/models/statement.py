from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record, owner_without_index
from seawall.material.models.item import Item


class Statement(Record):
    """What a source says of an item, in its own words and classes. It is no opinion and decides nothing: who gives an opinion looks for
    herself, and does not see it before."""

    id = IdField(prefix="stm")
    owner = owner_without_index()
    # Without an index of its own: the one below that keeps a source to one word begins with it.
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="statements", db_index=False)
    source = models.CharField(max_length=120)
    # By which classes the source speaks, such as `vics-2.0:US`.
    scheme = models.CharField(max_length=64)
    code = models.CharField(max_length=32, default="", blank=True)
    # Flags, series, tags, by the source's own names.
    words = models.JSONField(default=dict)
    # When the source says it said so, where it does.
    said_at = models.DateTimeField(null=True)
    # The source has taken it back; it stays as what was once said.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "source", "scheme"], name="material_statement_once"),
            models.CheckConstraint(condition=~models.Q(source=""), name="material_statement_of_somebody"),
        ]

    def __str__(self) -> str:
        return self.id
