from typing import Any

from django.db import models
from django.db.models import F, Q

from seawall.approvals.states import LIVE, LONGEST_WORDS, ApprovalState
from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record


class Approval(Record):
    """One deed that one person proposed and another one looks at. Its content never changes: another content is another approval."""

    id = IdField(prefix="apv")
    deed = models.CharField(max_length=64)
    # The public id of the record that the deed is about.
    about = models.CharField(max_length=30)
    # Of exactly what will happen (states.Intent).
    digest = models.CharField(max_length=64)
    # As much of it as the second person has to see.
    shown = models.JSONField[dict[str, Any], dict[str, Any]](default=dict)
    purpose = models.TextField(max_length=LONGEST_WORDS)
    state = models.CharField(max_length=9, choices=ApprovalState, default=ApprovalState.OPEN)
    expires_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # Why it was refused.
    reason = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    spent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ApprovalState.values), name="approvals_state"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="approvals_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ApprovalState.APPROVED, ApprovalState.SPENT], decided_by__isnull=False)
                | ~Q(state__in=[ApprovalState.APPROVED, ApprovalState.SPENT]),
                name="approvals_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=ApprovalState.SPENT, spent_at__isnull=False)
                | (~Q(state=ApprovalState.SPENT) & Q(spent_at__isnull=True)),
                name="approvals_spent_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.REFUSED) | ~Q(reason=""), name="approvals_refused_why"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="approvals_ends"),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "expires_at"], name="approvals_waiting"),
            models.Index(fields=["about", "deed", "state"], name="approvals_of_record"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_over(self) -> bool:
        """Its time, whether or not a job has noticed."""
        return self.expires_at <= clock.now()

    @property
    def is_live(self) -> bool:
        return self.state in LIVE and not self.is_over

    @property
    def waits(self) -> bool:
        return self.state == ApprovalState.OPEN and not self.is_over
