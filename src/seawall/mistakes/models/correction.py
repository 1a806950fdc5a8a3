from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.mistakes.models.doubt import Doubt
from seawall.mistakes.states import REACHED, CorrectionKind, CorrectionState


class Correction(Record):
    """One place to which a mistake went, and how far it is put right there."""

    id = IdField(prefix="cor")
    doubt = models.ForeignKey(Doubt, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=12, choices=CorrectionKind)
    # The record that was put right, by its id; for a receiver the entry that it has to drop, for a source the item.
    about = models.CharField(max_length=30)
    # Whose it is where it is not ours: a receiver, a source, a provider's contact.
    whose = models.CharField(max_length=254, default="", blank=True)
    list = models.ForeignKey("material.List", on_delete=models.PROTECT, null=True, related_name="+")
    # Where the withdrawal stands in the order of the list's changes.
    turn = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=CorrectionState)
    reached_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["doubt", "kind", "about", "whose"], name="mistakes_correction_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CorrectionKind.values, state__in=CorrectionState.values),
                name="mistakes_correction_words",
            ),
            models.CheckConstraint(
                condition=Q(state__in=REACHED, reached_at__isnull=False)
                | (~Q(state__in=REACHED) & Q(reached_at__isnull=True)),
                name="mistakes_correction_reached_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["list", "whose", "turn"],
                condition=Q(state=CorrectionState.WAITS),
                name="mistakes_correction_waits",
            )
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_reached(self) -> bool:
        return self.state in REACHED

    def reach(self, state: CorrectionState) -> None:
        self.state, self.reached_at = state, clock.now()
