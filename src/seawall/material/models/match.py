from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item
from seawall.material.models.list import List
from seawall.material.states import FingerprintKind, MatchAnswer


class Match(Record):
    """Somebody asked with a fingerprint and an item answered. Evidence with a distance, until a person says the same or
    not the same; a pair that is not the same is never shown again."""

    id = IdField(prefix="mtc")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="matches")
    # The digest of what was asked; the value itself is not kept twice.
    query = models.CharField(max_length=64)
    # The item whose own fingerprint was asked, where there is one: then the answer is about two items, in either order.
    asking = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="asked")
    kind = models.CharField(max_length=16, choices=FingerprintKind)
    distance = models.PositiveSmallIntegerField(default=0)
    # The shared list on which the item stood at the time, where there was one.
    list = models.ForeignKey(List, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=MatchAnswer, default=MatchAnswer.OPEN)
    answered_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "query", "item"],
                condition=models.Q(asking__isnull=True),
                name="material_match_once",
            ),
            models.UniqueConstraint(
                fields=["asking", "item"],
                condition=models.Q(asking__isnull=False),
                name="material_match_pair_once",
            ),
            models.CheckConstraint(
                condition=models.Q(asking__isnull=True) | ~models.Q(asking=models.F("item")),
                name="material_match_of_two",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    answer=MatchAnswer.OPEN, answered_by__isnull=True, answered_at__isnull=True
                )
                | models.Q(
                    ~models.Q(answer=MatchAnswer.OPEN), answered_by__isnull=False, answered_at__isnull=False
                ),
                name="material_match_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "created_at"], name="material_match_flood"),
            # What a person has not answered yet, oldest first.
            models.Index(
                fields=["owner", "id"],
                condition=models.Q(answer=MatchAnswer.OPEN, asking__isnull=False),
                name="material_match_open",
            ),
        ]

    def __str__(self) -> str:
        return self.id
