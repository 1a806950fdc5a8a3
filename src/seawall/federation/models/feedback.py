from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.states import VoteReason


class Feedback(Record):
    """What a receiver says about one fingerprint of an entry that it was told, a canary or not: `reasons` are against it, none is for
    it. All its feedback on an entry together is its vote (material)."""

    id = IdField(prefix="fbk")
    list = models.ForeignKey("material.List", on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(max_length=120)
    # As the receiver knows it.
    entry_id = models.CharField(max_length=30)
    kind = models.CharField(max_length=8)
    reasons = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "receiver", "entry_id", "kind"], name="federation_feedback_once"
            )
        ]
        indexes = [models.Index(fields=["list", "entry_id"], name="federation_feedback_entry")]

    def __str__(self) -> str:
        return self.id

    @property
    def against(self) -> tuple[VoteReason, ...]:
        return tuple(VoteReason(reason) for reason in self.reasons)
