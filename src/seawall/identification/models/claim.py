from django.db import models
from django.db.models import F, Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.models.series import Series
from seawall.identification.states import ClaimEnd


class Claim(Record):
    """Somebody works on a series, until a day. Past that day it counts no more, whether or not a job has noticed."""

    id = IdField(prefix="clm")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="claims")
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    # A mail address or a telephone number and nothing else: it is what other agencies are shown.
    contact = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=8, choices=ClaimEnd, default=ClaimEnd.RUNNING, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series"], condition=Q(end=ClaimEnd.RUNNING), name="identification_one_claim"
            ),
            models.CheckConstraint(
                condition=Q(end=ClaimEnd.RUNNING, ended_at__isnull=True)
                | (~Q(end=ClaimEnd.RUNNING) & Q(ended_at__isnull=False)),
                name="identification_claim_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="identification_claim_ends"
            ),
        ]
        indexes = [models.Index(fields=["end", "expires_at"], name="identification_claim_due")]

    def __str__(self) -> str:
        return self.id

    @property
    def runs(self) -> bool:
        return self.end == ClaimEnd.RUNNING and self.expires_at > clock.now()
