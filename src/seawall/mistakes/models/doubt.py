from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.material.states import VoteReason
from seawall.mistakes.states import DoubtKind, Finding


class Doubt(Record):
    """Something says that we may be wrong. Decided once, by somebody who had no part in what it is about."""

    id = IdField(prefix="dbt")
    kind = models.CharField(max_length=12, choices=DoubtKind)
    # What it is about: one of these, by its kind; an objection names its location as well.
    answer = models.ForeignKey("takedown.Answer", on_delete=models.PROTECT, null=True, related_name="+")
    location = models.ForeignKey("takedown.Location", on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey("material.ListEntry", on_delete=models.PROTECT, null=True, related_name="+")
    match = models.ForeignKey("material.Match", on_delete=models.PROTECT, null=True, related_name="+")
    # Its id once more, whichever it is: of one thing there is one open doubt.
    about = models.CharField(max_length=30)
    # One of our own people who raised it; others stand where they said it.
    raised_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=8, choices=Finding, default=Finding.OPEN, blank=True)
    because = models.CharField(max_length=24, choices=VoteReason, default="", blank=True)
    words = models.TextField(max_length=2000, default="", blank=True)
    decided_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(finding=""), name="mistakes_doubt_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DoubtKind.values, finding__in=Finding.values),
                name="mistakes_doubt_words",
            ),
            models.CheckConstraint(
                condition=Q(finding="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(finding="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="mistakes_doubt_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind=DoubtKind.OBJECTION, answer__isnull=False, location__isnull=False)
                | Q(kind=DoubtKind.VOTE, entry__isnull=False)
                | Q(kind=DoubtKind.MATCH, match__isnull=False)
                | Q(kind=DoubtKind.NOTICE, location__isnull=False),
                name="mistakes_doubt_about_something",
            ),
        ]
        indexes = [models.Index(fields=["owner", "finding", "id"], name="mistakes_doubt_queue")]

    def __str__(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        return self.finding == Finding.OPEN
