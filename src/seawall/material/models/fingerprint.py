from django.db import models
from django.db.models import Case, When
from django.db.models.functions import Right

from seawall.core.fields import MaskedFingerprintField
from seawall.core.ids import IdField
from seawall.core.records import Record, owner_without_index
from seawall.material.models.item import Item
from seawall.material.states import EXACT, FingerprintKind

# In letters.
ENOUGH_OF_AN_ID = 12


class Fingerprint(Record):
    """Confidential personal data: whoever holds a list of fingerprints can test how to get around it. So the value
    shows masked, and "is it the same?" is asked of the keyed digest."""

    id = IdField(prefix="fpr")
    owner = owner_without_index()
    # Without an index of its own: the one below that keeps it to one of a kind begins with it.
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="fingerprints", db_index=False)
    kind = models.CharField(max_length=16, choices=FingerprintKind)
    value = MaskedFingerprintField()
    digest = models.CharField(max_length=64)
    # How much structure PDQ found, 0 to 100; below 50 it is no ground for a near match.
    quality = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "kind"], name="material_fingerprint_one_of_a_kind"),
            # The same bytes are one item of an agency. Not so for PDQ: two plain pictures can share a value. Look-ups by digest, which is keyed
            # with the kind as well, go by this index too: digests come in no order, and each index of them costs a page a fingerprint.
            # Kind by kind, since SQLite builds a table for a list of three, anew for each row. The end of an id, sixty random bits of it, says as
            # much as the whole, and a third more of the index fits into memory.
            models.UniqueConstraint(
                "digest",
                Case(
                    *(When(kind=kind, then=Right("owner", ENOUGH_OF_AN_ID)) for kind in EXACT),
                    default=Right("item", ENOUGH_OF_AN_ID),
                    output_field=models.TextField(),
                ),
                name="material_fingerprint_one_item",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=FingerprintKind.PDQ, quality__range=(0, 100))
                | models.Q(~models.Q(kind=FingerprintKind.PDQ), quality__isnull=True),
                name="material_fingerprint_quality",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
