from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.states import ItemState


class Item(Record):
    """One piece of media, known by its fingerprints; without one it is known only by where it was reported."""

    id = IdField(prefix="itm")
    state = models.CharField(max_length=9, choices=ItemState, default=ItemState.WAITING)
    # When the standing opinions came to say what they say; empty while the item waits.
    settled_at = models.DateTimeField(null=True)
    second_opinion_asked_at = models.DateTimeField(null=True)
    # How often somebody was spared a look because this item was decided already.
    views_avoided = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ItemState.values), name="material_item_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ItemState.WAITING, settled_at__isnull=True)
                | models.Q(~models.Q(state=ItemState.WAITING), settled_at__isnull=False),
                name="material_item_settled_when_not_waiting",
            ),
        ]
        indexes = [
            # Queues are read oldest first, and an id sorts by the time it was made.
            models.Index(fields=["owner", "state", "id"], name="material_item_queue"),
        ]

    def __str__(self) -> str:
        return self.id
