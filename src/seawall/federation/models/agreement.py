from django.db import models
from django.db.models import F, Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.federation.states import AgreementState, SharingPurpose
from seawall.material.states import HandlingCode


class Agreement(Record):
    """A list goes to one holder of access keys, and somebody has put their name to it. It is never changed: whoever wants
    other terms ends it and signs another."""

    id = IdField(prefix="agr")
    list = models.ForeignKey("material.List", on_delete=models.PROTECT, related_name="+")
    # As the access keys name it: a key that is renewed is the same holder's.
    holder = models.CharField(max_length=120)
    handling = models.CharField(max_length=16, choices=HandlingCode)
    purpose = models.CharField(max_length=16, choices=SharingPurpose)
    begins_on = models.DateField()
    # The last day, in UTC.
    ends_on = models.DateField()
    signed_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    # Up to this moment, by the receiver's own clock, it was told all there was when it asked by time (hash_sharing/).
    told_until = models.DateTimeField(null=True)
    pulled_at = models.DateTimeField(null=True)
    # How many changes were given to the holder under it, all pulls together.
    given = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "holder"],
                condition=Q(ended_at__isnull=True),
                name="federation_agreement_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="federation_agreement_days"
            ),
            models.CheckConstraint(
                condition=Q(handling__in=HandlingCode.values) & Q(purpose__in=SharingPurpose.values),
                name="federation_agreement_words",
            ),
        ]
        indexes = [models.Index(fields=["owner", "holder"], name="federation_agreement_holder")]

    def __str__(self) -> str:
        return self.id

    @property
    def state(self) -> AgreementState:
        today = clock.now().date()
        if self.ended_at is not None:
            return AgreementState.ENDED
        if today < self.begins_on:
            return AgreementState.COMING
        return AgreementState.RUNNING if today <= self.ends_on else AgreementState.OVER
