from django.db import models

from seawall.core.fields import MaskedFingerprintField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.models.item import Item
from seawall.material.states import EXACT, FingerprintKind


class Fingerprint(Record):
    """Confidential personal data: whoever holds a list of fingerprints can test how to get around it. So the value
    shows masked, and "is it the same?" is asked of the keyed digest."""

    id = IdField(prefix="fpr")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="fingerprints")
    kind = models.CharField(max_length=16, choices=FingerprintKind)
    value = MaskedFingerprintField()
    digest = models.CharField(max_length=64)
    # How much structure PDQ found, 0 to 100; below 50 it is no ground for a near match.
    quality = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "kind"], name="material_fingerprint_one_of_a_kind"),
            # The same bytes are one item. Not so for PDQ: two plain pictures can share a value.
            models.UniqueConstraint(
                fields=["owner", "kind", "digest"],
                condition=models.Q(kind__in=EXACT),
                name="material_fingerprint_one_item",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=FingerprintKind.PDQ, quality__range=(0, 100))
                | models.Q(~models.Q(kind=FingerprintKind.PDQ), quality__isnull=True),
                name="material_fingerprint_quality",
            ),
        ]
        indexes = [models.Index(fields=["owner", "digest"], name="material_fingerprint_lookup")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
