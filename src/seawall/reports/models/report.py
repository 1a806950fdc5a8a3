from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.reports.models.bundle import Bundle
from seawall.reports.states import Channel, Danger, Seen


class Report(Record):
    """One message from outside. What the person wrote is sealed; about the person nothing is kept."""

    id = IdField(prefix="rep")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="reports")
    channel = models.CharField(max_length=8, choices=Channel)
    language = models.CharField(max_length=8)
    seen = models.CharField(max_length=12, choices=Seen)
    danger = models.CharField(max_length=8, choices=Danger)
    sealed_text = models.TextField(blank=True, default="")
    # The place as it was typed, before anything was read from it: what we could not read is not lost.
    sealed_place = models.TextField(blank=True, default="")
    # What a provider's machine told besides: all of it, as lines of text.
    sealed_details = models.TextField(blank=True, default="")
    # Keyed digest of the words: the same words again are not new words.
    words_digest = models.CharField(max_length=64, blank=True, default="")
    unread_lines = models.PositiveSmallIntegerField(default=0)
    sealed_contact = models.TextField(blank=True, default="")
    contact_erased_at = models.DateTimeField(null=True, blank=True)
    # Both are one-way: neither the form's token nor the code can be had from the database.
    token_digest = models.CharField(max_length=64)
    content_digest = models.CharField(max_length=64)
    receipt_hash = models.CharField(max_length=64, unique=True)
    decided_unseen = models.BooleanField(default=False)
    # What was told helped those who protect children, far from here: the reporter learns that, and nothing more.
    of_use = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "token_digest"], name="reports_one_report_per_form")
        ]
        indexes = [
            # With bundle and id, so that the figures count in the index and need not read the sealed words around them.
            models.Index(fields=["owner", "created_at", "bundle", "id"], name="reports_received"),
            models.Index(
                fields=["owner", "created_at"],
                name="reports_unseen",
                condition=models.Q(decided_unseen=True),
            ),
            models.Index(
                fields=["bundle"], name="reports_with_contact", condition=~models.Q(sealed_contact="")
            ),
        ]

    def __str__(self) -> str:
        return self.id
