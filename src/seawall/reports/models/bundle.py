from datetime import UTC, datetime

from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField, short
from seawall.core.records import Record
from seawall.reports.states import ON_WORKLIST, BundleState, Informed, Outcome

ON_LIST = models.Q(state__in=[state.value for state in ON_WORKLIST])
# A plain column and not a list of states: SQLite uses a partial index only where the question has no values in it.
WORKLIST = models.Q(waiting=True)
# One page of the worklist is one walk along one of these indexes; each filter has its own.
ORDER = ("owner", "-rank", "created_at", "id")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Bundle(Record):
    """Everything that was reported about the same thing: the unit of work."""

    id = IdField(prefix="bdl")
    state = models.CharField(max_length=12, choices=BundleState, default=BundleState.RECEIVED)
    waiting = models.GeneratedField(
        expression=models.Case(models.When(ON_LIST, then=True), default=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    received_count = models.PositiveIntegerField(default=1)
    latest_at = models.DateTimeField(default=clock.now)

    danger = models.PositiveSmallIntegerField(default=0)
    completeness = models.PositiveSmallIntegerField(default=0)
    # 2: something never seen before; 1: known things, new words; 0: nothing new.
    novelty = models.PositiveSmallIntegerField(default=2)
    urgent = models.BooleanField(default=False)
    # Danger, novelty and urgency in one number, so that the worklist is one walk along an index.
    rank = models.PositiveIntegerField(default=0)
    # Words or messages that no person has read yet.
    new_words = models.BooleanField(default=False)

    danger_now = models.BooleanField(default=False)
    danger_acknowledged_at = models.DateTimeField(null=True, blank=True)
    danger_acknowledged_by = models.CharField(max_length=30, blank=True, default="")
    danger_informed = models.CharField(max_length=12, choices=Informed, blank=True, default="")

    # The lock is apart from the state: it runs out by itself when its holder goes home.
    locked_by = models.CharField(max_length=30, blank=True, default="")
    locked_until = models.DateTimeField(default=NEVER)
    sealed_handover_note = models.TextField(blank=True, default="")

    second_asked_by = models.CharField(max_length=30, blank=True, default="")
    second_asked_at = models.DateTimeField(null=True, blank=True)
    disputed = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=ORDER, name="reports_worklist", condition=WORKLIST),
            models.Index(fields=ORDER, name="reports_urgent", condition=WORKLIST & models.Q(urgent=True)),
            models.Index(
                fields=ORDER, name="reports_new_words", condition=WORKLIST & models.Q(new_words=True)
            ),
            models.Index(fields=ORDER, name="reports_second", condition=models.Q(state="assessed")),
            models.Index(
                fields=["locked_by", "locked_until"],
                name="reports_locked",
                condition=models.Q(locked_by__gt=""),
            ),
            # Everything the figures ask about decided bundles stands in the index itself.
            models.Index(
                fields=["owner", "decided_at", "state", "outcome", "id"],
                name="reports_decided",
                condition=models.Q(decided_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["decided", "closed"], decided_at__isnull=False)
                & ~models.Q(outcome="")
                | ON_LIST,
                name="reports_decided_has_outcome",
            ),
            models.CheckConstraint(
                # A child in danger now: nothing is decided before somebody has said who was informed.
                condition=models.Q(danger_now=False)
                | models.Q(danger_acknowledged_at__isnull=False)
                | ON_LIST,
                name="reports_danger_not_skipped",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def short(self) -> str:
        return short(self.id)

    @property
    def waits_for_acknowledgement(self) -> bool:
        return self.danger_now and self.danger_acknowledged_at is None

    @property
    def is_locked(self) -> bool:
        return bool(self.locked_by) and self.locked_until > clock.now()

    def locked_for(self, staff_id: str) -> bool:
        """Somebody else has it in hand."""
        return self.is_locked and self.locked_by != staff_id
