from django.db import models

from seawall.core.fields import MaskedField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.reports.models.bundle import Bundle
from seawall.reports.models.report import Report
from seawall.reports.states import Decision, Removal, SubjectKind


class Subject(Record):
    """One thing that was reported. The same thing is one subject, however often it is told."""

    id = IdField(prefix="sub")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="subjects")
    kind = models.CharField(max_length=12, choices=SubjectKind)
    # Empty for a text: the words stay sealed in their report.
    value = MaskedField(blank=True)
    # What may stand on a page, made once when the value was at hand.
    shown = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    item_id = models.CharField(max_length=30, blank=True, default="")
    decision = models.CharField(max_length=12, choices=Decision, default=Decision.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    removal = models.CharField(max_length=8, choices=Removal, default=Removal.NONE)
    acted_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    reports = models.ManyToManyField(Report, through="Mention", related_name="subjects")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest", "kind"], name="reports_same_thing_once")
        ]
        indexes = [
            models.Index(
                fields=["owner", "kind"],
                name="reports_to_remove",
                condition=models.Q(decision=Decision.REMOVE),
            ),
            models.Index(fields=["item_id"], name="reports_by_item", condition=~models.Q(item_id="")),
        ]

    def __str__(self) -> str:
        return self.shown


class Mention(models.Model):
    """A report names a subject."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="mentions")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "subject"], name="reports_named_once")]
