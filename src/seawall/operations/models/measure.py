from django.db import models
from django.db.models import F, Q

from seawall.core.contacts import LONGEST_CONTACT
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.deconflicting.states import (
    LONGEST_PLACE,
    MeasureKind,
    MeasureState,
    Reply,
)
from seawall.operations.models.account import Account
from seawall.operations.models.operation import Operation
from seawall.operations.models.site import Site


class Measure(Record):
    """What one agency plans to do, when and where. Its own words are for itself and for the lead; others see a pointer."""

    id = IdField(prefix="mea")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=MeasureKind)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=LONGEST_PLACE, default="", blank=True)
    # Keyed digest of the folded place, by which it is the same as another agency's.
    place_key = models.CharField(max_length=64, default="", blank=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=LONGEST_CONTACT)
    planned_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=MeasureState, default=MeasureState.PLANNED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MeasureKind.values, state__in=MeasureState.values),
                name="operations_measure_words",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="operations_measure_ends"),
        ]
        indexes = [
            models.Index(fields=["place_key", "state"], name="operations_measure_place"),
            models.Index(fields=["owner", "state", "begins_at"], name="operations_measure_begins"),
        ]

    def __str__(self) -> str:
        return self.id


class Clash(Record):
    """One side of two measures that touch: its owner is the agency that is told and answers. The other side has a row of its own."""

    id = IdField(prefix="csh")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="clashes")
    other = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    reply = models.CharField(max_length=12, choices=Reply, default=Reply.NONE, blank=True)
    # When the two stopped touching: one was moved away, called off or done.
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "other"], name="operations_clash_once"),
            models.CheckConstraint(condition=Q(reply__in=Reply.values), name="operations_clash_replies"),
        ]
        indexes = [models.Index(fields=["owner", "reply", "over_at"], name="operations_clash_open")]

    def __str__(self) -> str:
        return self.id
