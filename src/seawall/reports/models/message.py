from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.reports.models.report import Report
from seawall.reports.states import Direction


class Message(models.Model):
    """A letter in the mailbox of one report: text only, sealed."""

    id = IdField(prefix="msg")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=12, choices=Direction)
    sealed_text = models.TextField()
    # The same letter sent twice by a double click is one letter.
    token_digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    # Who of the staff wrote or read it. Whether a reporter has read is not kept.
    by = models.CharField(max_length=30, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "token_digest"], name="reports_one_letter_per_form")
        ]
        indexes = [
            models.Index(fields=["report", "at"], name="reports_mailbox"),
            models.Index(
                fields=["report"],
                name="reports_unread",
                condition=models.Q(direction=Direction.TO_US, read_at__isnull=True),
            ),
        ]

    @property
    def owner_id(self) -> str:
        return self.report.owner_id
