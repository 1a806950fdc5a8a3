from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.linking.rows import Pair, legs_of
from seawall.operations.models.account import Account
from seawall.operations.models.operation import Operation
from seawall.operations.states import LinkSearchState, LinkState


class LinkSearch(Record):
    """Somebody asked which accounts of an operation may be one person's."""

    id = IdField(prefix="lks")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=LinkSearchState, default=LinkSearchState.ASKED)
    asked_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    new = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LinkSearchState.values), name="operations_link_search_states"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Link(Record):
    """Two accounts that may be one person's, with what speaks for and against it. A person's answer is kept for good."""

    id = IdField(prefix="lnk")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # Both are linked to it; where there is one, nothing but it holds them together.
    through = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    # In hundredths of a bit.
    weight = models.PositiveIntegerField()
    # Of each field that could be compared: its name, what was found, and what that is worth in bits; no value.
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=LinkState, default=LinkState.SUGGESTED)
    decided_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="operations_link_once"),
            # One way round, so that the pair is there once.
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="operations_link_one_way"),
            models.CheckConstraint(
                condition=Q(state=LinkState.SUGGESTED, decided_by=None, decided_at=None)
                | Q(
                    state__in=(LinkState.CONFIRMED, LinkState.REJECTED),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="operations_link_answered_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["operation", "state", "-weight", "id"], name="operations_link_strongest"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def bits(self) -> float:
        return self.weight / 100

    @property
    def pair(self) -> Pair:
        return self.one_id, self.other_id

    @property
    def legs(self) -> Sequence[Pair]:
        return legs_of(self.pair, self.through_id or "")
