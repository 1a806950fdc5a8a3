from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record, owner_without_index
from seawall.material.states import ItemState


class Item(Record):
    """One piece of media, known by its fingerprints; without one it is known only by where it was reported."""

    id = IdField(prefix="itm")
    owner = owner_without_index()
    state = models.CharField(max_length=9, choices=ItemState, default=ItemState.WAITING)
    # When the standing opinions came to say what they say; empty while the item waits.
    settled_at = models.DateTimeField(null=True)
    second_opinion_asked_at = models.DateTimeField(null=True)
    # How often somebody was spared a look because this item was decided already.
    views_avoided = models.PositiveIntegerField(default=0)
    # What the index calls it: the turn in which it was made, so that later items have higher numbers.
    number = models.PositiveBigIntegerField(unique=True, editable=False)
    # A second assessor found that what was said here of it was wrong; until it is confirmed anew, that is what holds.
    mistaken_at = models.DateTimeField(null=True)
    # When matching last had something new to learn of it (turns.py).
    turn = models.PositiveBigIntegerField(db_index=True, editable=False)
    # It matched so many different pictures at once that nothing acts on it until a person has looked.
    quarantined_at = models.DateTimeField(null=True)
    flood = models.PositiveIntegerField(default=0)
    # When it was asked what it looks like, or a job was told to; empty for what was here before anybody could ask.
    compared_at = models.DateTimeField(null=True)
    # A person has looked at the flood and let it go; it is not quarantined by itself again.
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(
        "people.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            # One by one, since SQLite builds a table for a list of more than two, anew for each row.
            models.CheckConstraint(
                condition=models.Q(*(("state", state) for state in ItemState.values), _connector=models.Q.OR),
                name="material_item_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ItemState.WAITING, settled_at__isnull=True)
                | models.Q(~models.Q(state=ItemState.WAITING), settled_at__isnull=False),
                name="material_item_settled_when_not_waiting",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True, released_by__isnull=True)
                | models.Q(released_at__isnull=False, released_by__isnull=False, quarantined_at__isnull=True),
                name="material_item_released_by_somebody",
            ),
        ]
        indexes = [
            # Queues are read oldest first, and an id sorts by the time it was made.
            models.Index(fields=["owner", "state", "id"], name="material_item_queue"),
            models.Index(
                fields=["owner", "quarantined_at"],
                condition=models.Q(quarantined_at__isnull=False),
                name="material_item_quarantined",
            ),
            models.Index(
                fields=["owner", "id"],
                condition=models.Q(compared_at__isnull=True),
                name="material_item_overlooked",
            ),
            models.Index(
                fields=["released_by"],
                condition=models.Q(released_by__isnull=False),
                name="material_item_released",
            ),
        ]

    def __str__(self) -> str:
        return self.id
