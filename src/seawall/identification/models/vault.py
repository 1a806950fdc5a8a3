from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.fields import MaskedField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.models.victim import Victim
from seawall.identification.vault.words import REVIEW_DAYS, EraseGround, VaultKind


def in_a_year() -> date:
    return clock.now().date() + timedelta(days=REVIEW_DAYS)


class VaultEntry(Record):
    """One field of what is known of the person behind a pseudonym. Never changed: what was wrong is erased and kept anew. Erased, the row
    says that it was there and when it went."""

    id = IdField(prefix="vlt")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="vault")
    kind = models.CharField(max_length=10, choices=VaultKind)
    sealed = MaskedField(default="", blank=True)
    # A keyed digest, by which a name is found without opening (vault/marks.py).
    mark = models.CharField(max_length=64, default="", blank=True)
    # The same of how the name sounds: found as "maybe". Empty for what was kept before there was one.
    rough_mark = models.CharField(max_length=64, default="", blank=True)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(default=in_a_year)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=7, choices=EraseGround, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=VaultKind.values), name="identification_vault_kind"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) & ~Q(sealed="")
                | Q(erased_at__isnull=False, erased_by__isnull=False, sealed="", mark="", rough_mark="")
                & ~Q(ground=""),
                name="identification_vault_erased_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "mark"], name="identification_vault_mark", condition=~Q(mark="")),
            models.Index(
                fields=["owner", "rough_mark"], name="identification_vault_rough", condition=~Q(rough_mark="")
            ),
            models.Index(fields=["owner", "review_on"], name="identification_vault_review"),
        ]

    def __str__(self) -> str:
        return self.id
