from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record, Retention
from seawall.takedown.models.location import Location
from seawall.takedown.states import (
    AnswerKind,
    ContactLevel,
    Delivery,
    DropReason,
    NoticeState,
    ObjectionOutcome,
    ObjectionReason,
)


class Notice(Record):
    """One letter to one contact under one law in one language, about one or more locations.

    `letter` holds the exact bytes that were handed to the mail server; they are written once, before the first
    attempt, so that a repeated attempt after a crash hands over the very same letter under the same Message-ID.
    """

    id = IdField(prefix="ntc")
    contact = models.CharField(max_length=254)
    contact_level = models.CharField(max_length=12, choices=ContactLevel)
    law = models.CharField(max_length=16)
    language = models.CharField(max_length=8)
    host = models.CharField(max_length=200, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.DRAFTED)
    drafted_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+", null=True)
    letter = models.BinaryField(null=True, editable=False)
    message_id = models.CharField(max_length=200, blank=True, default="")
    delivery = models.CharField(max_length=4, choices=Delivery, blank=True, default=Delivery.NONE)
    sent_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=120, blank=True, default="")
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    next_reminder_at = models.DateTimeField(null=True)
    # Bumped to make every link that was ever mailed for this notice worthless.
    link_version = models.PositiveSmallIntegerField(default=1)
    link_closed_at = models.DateTimeField(null=True)
    first_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=NoticeState.SENT)
                | (Q(letter__isnull=False) & Q(sent_at__isnull=False) & ~Q(message_id="")),
                name="takedown_sent_is_kept",
            ),
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(message_id=""), name="takedown_message_id_once"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "state", "-id"], name="takedown_notice_state"),
            models.Index(
                fields=["next_reminder_at"],
                name="takedown_remind_due",
                condition=Q(next_reminder_at__isnull=False),
            ),
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        self.retention = Retention.NOTICE
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.id


class NoticeLocation(models.Model):
    """A location in a notice. Dropped ones stay listed with the reason: they were meant to be sent, and were not."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="lines")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    dropped_at = models.DateTimeField(null=True)
    drop_reason = models.CharField(max_length=12, choices=DropReason, blank=True, default="")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "location"], name="takedown_location_once_a_notice"),
            models.UniqueConstraint(fields=["notice", "position"], name="takedown_position_once"),
        ]


class Answer(Record):
    """What a provider says about one location of one notice. Given once for each kind; the newest counts."""

    id = IdField(prefix="ans")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="answers")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12, choices=AnswerKind)
    # Whose it is, for "not ours": free text, untrusted, shown escaped.
    who = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=16, choices=ObjectionReason, blank=True, default="")
    words = models.TextField(max_length=2000, blank=True, default="")
    outcome = models.CharField(
        max_length=8, choices=ObjectionOutcome, blank=True, default=ObjectionOutcome.OPEN
    )
    decided_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "location", "kind"], name="takedown_answer_once"),
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.OBJECTION) | ~Q(reason=""),
                name="takedown_objection_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Escalation(models.Model):
    """One step of the ladder after a notice: a reminder that left, or the end of the ladder."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="escalations")
    step = models.PositiveSmallIntegerField()
    letter = models.BinaryField(null=True, editable=False)
    message_id = models.CharField(max_length=200, blank=True, default="")
    delivery = models.CharField(max_length=4, choices=Delivery, blank=True, default=Delivery.NONE)
    written_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["notice", "step"], name="takedown_reminder_once")]
