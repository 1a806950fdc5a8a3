from collections.abc import Mapping

from django.db import models

from seawall.core.ids import IdField
from seawall.core.keys import digest
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
    # Keyed digest of the series that it names, by which others that it puts there are found; empty where it names none.
    series_key = models.CharField(max_length=64, default="", blank=True)
    # When the source says it said so, where it does.
    said_at = models.DateTimeField(null=True)
    # The source has taken it back; it stays as what was once said.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "source", "scheme"], name="material_statement_once"),
            models.CheckConstraint(condition=~models.Q(source=""), name="material_statement_of_somebody"),
        ]
        indexes = [
            models.Index(
                fields=["series_key"], condition=~models.Q(series_key=""), name="material_statement_series"
            )
        ]

    def __str__(self) -> str:
        return self.id


def series_of(words: Mapping[str, object]) -> str:
    """The name of the series that a source's word puts an item into; empty where it names none."""
    return str(words.get("Series") or "")


def series_key_of(source: str, series: str) -> str:
    """The same name at another source is another series. Its name may be a child's, and stands in no index."""
    return digest("material.series", f"{source}\n{series}") if series else ""
