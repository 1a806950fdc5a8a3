from datetime import timedelta

from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.fields import MaskedField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.asking.words import HEARS_DAYS
from seawall.identification.models.clue_request import ClueRequest, Tip
from seawall.identification.states import Confidence


class Invitation(Record):
    """One expert is asked by a link of their own. No name is kept: the request says what they are expert in, and who wrote to them knows whom."""

    id = IdField(prefix="inv")
    request = models.ForeignKey(ClueRequest, on_delete=models.PROTECT, related_name="invitations")
    # Slow keyed hash of what the link ends in; the secret itself is nowhere.
    ticket = models.CharField(max_length=64, unique=True)
    ends_on = models.DateField()
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    tip = models.OneToOneField(Tip, on_delete=models.PROTECT, null=True, related_name="invitation")
    answered_at = models.DateTimeField(null=True)
    certainty = models.CharField(max_length=8, choices=Confidence, default="", blank=True)
    how_known = MaskedField(default="", blank=True)
    # How to reach them with a question, where they allowed it; erased thirty days after the card is asked about no more.
    contact = MaskedField(default="", blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tip__isnull=True, answered_at__isnull=True, certainty="")
                | (
                    Q(tip__isnull=False, answered_at__isnull=False, withdrawn_at__isnull=True)
                    & ~Q(certainty="")
                ),
                name="identification_invitation_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        """Whoever has the link may answer, up to and on its last day."""
        is_theirs = self.withdrawn_at is None and self.tip_id is None
        return is_theirs and self.ends_on >= clock.now().date() and self.request.is_shown

    @property
    def is_heard(self) -> bool:
        """Whoever answered still hears what became of it."""
        return self.answered_at is not None and clock.now() < self.answered_at + timedelta(days=HEARS_DAYS)
