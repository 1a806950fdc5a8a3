from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.models.victim import Victim
from seawall.identification.safeguarding.words import LONGEST_NAME, Finding
from seawall.identification.states import LONGEST_WORDS


class ProtectionBody(Record):
    """An office that protects children, as the agency knows it; named for any number of children."""

    id = IdField(prefix="cpb")
    name = models.CharField(max_length=LONGEST_NAME)
    country = models.CharField(max_length=2)
    # A mail address or a telephone number and nothing else.
    contact = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "country", "name"], name="identification_protection_body_once"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(country="") & ~Q(contact=""),
                name="identification_protection_body_reached",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _asked_again() -> Q:
    """A day on which somebody asks again, unless the file is closed."""
    return Q(finding=Finding.ENDED, next_on__isnull=True) | (
        ~Q(finding=Finding.ENDED) & Q(next_on__isnull=False)
    )


class Safeguarding(Record):
    """Who looks after a child now, what was found last, and when somebody asks again. What was before is in its steps."""

    id = IdField(prefix="sfg")
    victim = models.OneToOneField(Victim, on_delete=models.PROTECT, related_name="safeguarding")
    body = models.ForeignKey(ProtectionBody, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=7, choices=Finding, default=Finding.NAMED)
    next_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finding__in=Finding.values), name="identification_care_finding"
            ),
            models.CheckConstraint(condition=_asked_again(), name="identification_care_asked_again"),
        ]
        indexes = [models.Index(fields=["owner", "next_on"], name="identification_care_due")]

    def __str__(self) -> str:
        return self.id

    @property
    def is_over(self) -> bool:
        return self.finding == Finding.ENDED

    @property
    def is_due(self) -> bool:
        return self.next_on is not None and self.next_on <= clock.now().date()


class SafeguardingStep(models.Model):
    """A body was named, or somebody asked: what was found, who asked, and when to ask next."""

    id = IdField(prefix="sgs")
    safeguarding = models.ForeignKey(Safeguarding, on_delete=models.PROTECT, related_name="steps")
    body = models.ForeignKey(ProtectionBody, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=7, choices=Finding)
    next_on = models.DateField(null=True)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_asked_again(), name="identification_care_step_asked_again"),
        ]

    def __str__(self) -> str:
        return self.id
