from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record, TroubleField
from seawall.federation.models.source import Source, SourceEntry
from seawall.federation.states import STOPS_THE_VOTING, VoteState, VoteTrouble
from seawall.material.states import VoteReason


class Voting(Record):
    """Our votes go to this source, since somebody has said so; and how the service takes them."""

    id = IdField(prefix="vtg")
    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="voting")
    # Empty: nothing is sent.
    on_since = models.DateTimeField(null=True)
    on_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    # The next call; empty until a person has looked.
    due_at = models.DateTimeField(default=clock.now, null=True)
    # Who sends now, and until when nobody else may; a process that was killed lets go by that.
    lease = models.CharField(max_length=32, default="", blank=True)
    leased_until = models.DateTimeField(null=True)
    trouble = TroubleField(choices=VoteTrouble)
    trouble_since = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)
    # Names of the reasons that the service offered when it was asked last.
    offered = models.JSONField(default=list)
    # By our reason the name of theirs, where somebody has chosen one.
    meanings = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(on_since__isnull=True, on_by__isnull=True)
                | Q(on_since__isnull=False, on_by__isnull=False),
                name="federation_voting_on_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_stopped(self) -> bool:
        return self.due_at is None and self.trouble in STOPS_THE_VOTING


class SourceVote(Record):
    """What a source shall hear from us about one fingerprint of one of its entries, and what it has heard."""

    id = IdField(prefix="svt")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="votes")
    entry = models.ForeignKey(SourceEntry, on_delete=models.PROTECT, related_name="votes")
    # As the interface names it; empty where the entry has none on which it takes votes.
    kind = models.CharField(max_length=16, default="", blank=True)
    state = models.CharField(max_length=8, choices=VoteState, default=VoteState.OVER)
    # What people here have found now; empty where that is nothing any more.
    wanted = models.CharField(max_length=24, choices=VoteReason, default="", blank=True)
    # What the service has taken last.
    said = models.CharField(max_length=24, choices=VoteReason, default="", blank=True)
    said_at = models.DateTimeField(null=True)
    # What was begun and not answered: it may stand there.
    begun = models.CharField(max_length=24, choices=VoteReason, default="", blank=True)
    due_at = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)
    trouble = TroubleField(choices=VoteTrouble)
    # Of the last answer.
    status = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "kind"], name="federation_source_vote_once"),
            models.CheckConstraint(
                condition=Q(state__in=VoteState.values, trouble__in=VoteTrouble.values),
                name="federation_source_vote_words",
            ),
            models.CheckConstraint(
                condition=Q(state=VoteState.WAITING, due_at__isnull=False)
                | (~Q(state=VoteState.WAITING) & Q(due_at__isnull=True)),
                name="federation_source_vote_due_when_waiting",
            ),
        ]
        indexes = [models.Index(fields=["source", "state", "due_at"], name="federation_source_vote_due")]

    def __str__(self) -> str:
        return self.id

    @property
    def is_for(self) -> bool:
        return bool(VoteReason(self.wanted or self.said or VoteReason.OWN_OPINION).up)

    @property
    def shown(self) -> str:
        """What it says: what is wanted, or what stands there."""
        word = self.wanted or self.said or self.begun
        return str(VoteReason(word).label) if word else ""


class FoundWrong(Record):
    """A second assessor found that an item is not what was said of it, and why; until people here agree anew, that is our word."""

    id = IdField(prefix="fwr")
    item = models.OneToOneField("material.Item", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=24, choices=VoteReason)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(because__in=[one.value for one in VoteReason if not one.up]),
                name="federation_found_wrong_because",
            )
        ]

    def __str__(self) -> str:
        return self.id
