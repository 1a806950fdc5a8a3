from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.models.account import Account
from seawall.operations.models.operation import Operation
from seawall.operations.requesting.ends import last_day
from seawall.operations.requesting.rules import Rule, rules
from seawall.operations.requesting.states import (
    LONGEST_ADDRESSEE,
    LONGEST_REFERENCE,
    Aim,
    Answer,
    Ground,
    RequestState,
)


class Request(Record):
    """One agency asks a provider or another state to keep data of accounts, or to hand them over. It leaves by other ways than this node."""

    id = IdField(prefix="rqs")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    accounts: "models.ManyToManyField[Account, Any]" = models.ManyToManyField(Account, related_name="+")
    # The number stays when accounts leave the sight of whoever looks.
    number = models.PositiveIntegerField()
    aim = models.CharField(max_length=8, choices=Aim)
    # A code of data/instruments.toml, and the version of its rule by which the end was last computed.
    instrument = models.CharField(max_length=32)
    rule_version = models.PositiveSmallIntegerField()
    addressee = models.CharField(max_length=LONGEST_ADDRESSEE)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=40)
    reference = models.CharField(max_length=LONGEST_REFERENCE, default="", blank=True)
    their_reference = models.CharField(max_length=LONGEST_REFERENCE, default="", blank=True)
    # As the order says, where the instrument sets no term.
    last_day = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.DRAFTED)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    ground = models.CharField(max_length=12, choices=Ground, default=Ground.NONE, blank=True)
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewals")
    # Null: the node itself.
    drafted_by = models.ForeignKey("people.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    aim__in=Aim.values,
                    state__in=RequestState.values,
                    answer__in=Answer.values,
                    ground__in=Ground.values,
                ),
                name="operations_request_words",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RequestState.DRAFTED, RequestState.ENDED)) | Q(sent_at__isnull=False),
                name="operations_request_sent_when",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.REFUSED) ^ Q(ground=Ground.NONE),
                name="operations_request_refused_why",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(state=RequestState.DRAFTED),
                name="operations_one_renewal_drafted",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "ends_at"], name="operations_request_ends")]

    def __str__(self) -> str:
        return self.id

    @property
    def rule(self) -> Rule:
        return rules()[self.instrument]

    @property
    def ends_on(self) -> date | None:
        """The last day by the addressee's clock."""
        return last_day(self.ends_at, self.zone) if self.ends_at else None

    @property
    def renewable(self) -> bool:
        return self.rule.renewable(is_renewal=self.renews_id is not None)
