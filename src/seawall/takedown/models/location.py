from datetime import datetime

from django.db import models

from seawall.core import clock
from seawall.core.fields import MaskedUrlField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.takedown.states import ContactLevel, LocationState, Question


class Location(Record):
    """One web address that an agency wants removed. One row for each place, however often it is reported."""

    id = IdField(prefix="loc")
    url = MaskedUrlField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=LocationState, default=LocationState.WAITING)
    question = models.CharField(max_length=16, choices=Question, default=Question.NONE, blank=True)
    # Since when the question stands: checks and traces change the row long after it was asked.
    asked_at = models.DateTimeField(null=True)

    # From the newest trace, kept here because lists are sorted and notices grouped by them.
    country = models.CharField(max_length=2, blank=True, default="")
    host = models.CharField(max_length=200, blank=True, default="")
    contact = models.CharField(max_length=254, blank=True, default="")
    contact_level = models.CharField(
        max_length=12, choices=ContactLevel, blank=True, default=ContactLevel.NONE
    )
    # A person chose it; traces leave it alone while the host stays the same.
    contact_chosen = models.BooleanField(default=False)
    traced_at = models.DateTimeField(null=True)

    # Why removal is asked for, as it stood when the removal began (grounds.py); empty: nobody has assessed it here, so
    # nobody is written to about it. No depiction is ever described.
    grounds = models.JSONField(default=dict, blank=True)

    noticed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    last_check_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True)
    checks_made = models.PositiveIntegerField(default=0)
    times_back = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "digest"], name="takedown_location_once"),
            models.CheckConstraint(
                condition=~models.Q(state=LocationState.GONE) | models.Q(gone_at__isnull=False),
                name="takedown_gone_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(question=Question.NONE, asked_at__isnull=True)
                | (~models.Q(question=Question.NONE) & models.Q(asked_at__isnull=False)),
                name="takedown_question_has_a_time",
            ),
        ]
        indexes = [
            # Lists go newest first by id, which sorts by time; keyset paging walks this index.
            models.Index(fields=["owner", "-id"], name="takedown_by_owner"),
            models.Index(fields=["owner", "state", "-id"], name="takedown_by_state"),
            models.Index(fields=["owner", "contact", "state"], name="takedown_by_contact"),
            # What the desk must decide: few among many.
            models.Index(
                fields=["owner", "asked_at"], name="takedown_asked", condition=~models.Q(question="")
            ),
            models.Index(
                fields=["next_check_at"],
                name="takedown_due",
                condition=models.Q(next_check_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_inland(self) -> bool:
        return bool(self.country) and self.country == self.owner.country

    @property
    def is_assessed(self) -> bool:
        return bool(self.grounds)

    def ask(self, question: Question, *, since: datetime | None = None) -> None:
        """The same question again is the one that stands already."""
        if question == Question.NONE:
            self.forget_question()
        elif question != self.question:
            self.question, self.asked_at = question, since or clock.now()

    def forget_question(self) -> None:
        self.question, self.asked_at = Question.NONE, None


class LocationSubject(models.Model):
    """Which reports led here: plain ids, because reports live in another domain and may be erased before this."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="subjects")
    subject_id = models.CharField(max_length=30)
    bundle_id = models.CharField(max_length=30, blank=True, default="")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "subject_id"], name="takedown_subject_once")
        ]
        indexes = [models.Index(fields=["bundle_id"], name="takedown_by_bundle")]
