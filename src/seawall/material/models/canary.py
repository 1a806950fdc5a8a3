from django.db import models

from seawall.core.fields import MaskedFingerprintField
from seawall.core.ids import IdField, new_id
from seawall.core.records import Record
from seawall.material.models.list import List, ListEntry
from seawall.material.states import MATCHED


def invented_entry() -> str:
    return new_id("ent")


class Canary(Record):
    """An invented entry that one receiver's copy of a list holds and no other. It belongs to no item, so nothing of ours matches
    it, counts it or acts on it; should it come back from somewhere, we know whose copy was lost."""

    id = IdField(prefix="cny")
    list = models.ForeignKey(List, on_delete=models.PROTECT, related_name="+")
    receiver = models.CharField(max_length=120)
    # Under this id the receiver knows it.
    entry_id = models.CharField(max_length=30, unique=True, default=invented_entry)
    # The entry that it looks like: from it come its categories and handling code, and the rules by which they were computed.
    like = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="+")
    # Where it stands in the order of the list's changes.
    turn = models.PositiveBigIntegerField(editable=False)
    # Its receiver has voted against it, and is told so of every entry that somebody doubts.
    doubted = models.BooleanField(default=False)
    # In which turn it was made: by this every process learns of it.
    made = models.PositiveBigIntegerField(db_index=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["list", "receiver", "turn", "entry_id"], name="material_canary_changes")
        ]

    def __str__(self) -> str:
        return self.id


class CanaryPrint(models.Model):
    """One invented fingerprint of a canary: chance, in the form of its kind."""

    canary = models.ForeignKey(Canary, on_delete=models.CASCADE, related_name="fingerprints")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.label) for kind in MATCHED])
    value = MaskedFingerprintField()
    digest = models.CharField(max_length=64, db_index=True)
    quality = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["canary", "kind"], name="material_canary_print_one")]
