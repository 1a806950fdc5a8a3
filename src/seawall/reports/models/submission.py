from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.reports.models.report import Report
from seawall.reports.states import SubmissionDoor, SubmissionState

# As the CyberTipline Reporting API has it: whichever is later.
AFTER_OPENING, AFTER_CHANGE = timedelta(hours=24), timedelta(hours=1)


class Submission(Record):
    """One report as a provider's machine hands it in. Finished, it is a report; a test stays here, and of it no content is kept."""

    id = IdField(prefix="smn")
    # The organisation, as on its key: another key of the same holder goes on where this one stopped.
    holder = models.CharField(max_length=120)
    key_id = models.CharField(max_length=30)
    door = models.CharField(max_length=8, choices=SubmissionDoor)
    state = models.CharField(max_length=12, choices=SubmissionState, default=SubmissionState.DRAFT)
    test = models.BooleanField()
    # The holder's own name for it; the same name again is the same report.
    reference_digest = models.CharField(max_length=64)
    sealed_reference = models.TextField(blank=True, default="")
    content_digest = models.CharField(max_length=64, blank=True, default="")
    # What the format of the door counts reports by.
    number = models.BigIntegerField(null=True, unique=True)
    # While it is a draft: the document as it came.
    sealed_document = models.TextField(blank=True, default="")
    # How many letters it would make as text, with its files.
    length = models.PositiveIntegerField(default=0)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, null=True, related_name="submission")
    completeness = models.PositiveSmallIntegerField(default=0)
    # A draft that is not finished until then is erased.
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "holder", "test", "reference_digest"], name="reports_one_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(state="finished", test=False, report__isnull=False)
                | Q(report__isnull=True) & (~Q(state="finished") | Q(test=True)),
                name="reports_finished_is_a_report",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", ends_at__isnull=False) | ~Q(state="draft") & Q(sealed_document=""),
                name="reports_only_drafts_are_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="reports_drafts", condition=Q(state="draft")),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_over(self) -> bool:
        """A draft that may be erased: nobody goes on with it, though the job may not have come by yet."""
        return (
            self.state == SubmissionState.DRAFT and self.ends_at is not None and self.ends_at <= clock.now()
        )

    def later_end(self) -> datetime:
        """Of a draft that was changed just now."""
        return max(self.created_at + AFTER_OPENING, clock.now() + AFTER_CHANGE)


class SubmittedFile(models.Model):
    """What a draft says about one file. The file itself is never here."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    file_id = models.CharField(max_length=32)
    sealed_details = models.TextField(blank=True, default="")
    # Of bytes that were handed in and dropped: kind, value and quality of each fingerprint, as JSON.
    sealed_fingerprints = models.TextField(blank=True, default="")
    length = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "file_id"], name="reports_one_file_once")
        ]

    @property
    def owner_id(self) -> str:
        return self.submission.owner_id
