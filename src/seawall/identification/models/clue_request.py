from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.fields import MaskedField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.asking.words import (
    LONGEST_CARD,
    LONGEST_EXPERT,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    Audience,
    RequestState,
    TipGround,
    TipState,
)
from seawall.identification.models.clue import Clue


class ClueRequest(Record):
    """One clue is asked about outside: an object card and a question, never the series or the child. Its id says neither."""

    id = IdField(prefix="crq")
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="requests")
    audience = models.CharField(max_length=6, choices=Audience)
    asked = models.ForeignKey("people.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    # What whoever is asked is expert in: botany, plugs, a language. Never who it is.
    expert = models.CharField(max_length=LONGEST_EXPERT, default="", blank=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    words = models.TextField(max_length=LONGEST_CARD)
    question = models.CharField(max_length=LONGEST_QUESTION)
    closes_on = models.DateField()
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.DRAFT)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=Audience.AGENCY, asked__isnull=False)
                | Q(audience__in=(Audience.EXPERT, Audience.PUBLIC), asked__isnull=True),
                name="identification_asked_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.DRAFT, released_at__isnull=True, closed_at__isnull=True)
                | Q(state=RequestState.RELEASED, released_at__isnull=False, closed_at__isnull=True)
                | Q(state=RequestState.CLOSED, closed_at__isnull=False),
                name="identification_request_released_when",
            ),
        ]
        indexes = [
            models.Index(fields=["audience", "state", "closes_on"], name="identification_cards_shown"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_shown(self) -> bool:
        """Whoever is asked sees it, up to and on its last day."""
        return self.state == RequestState.RELEASED and self.closes_on >= clock.now().date()


class Tip(Record):
    """What somebody outside knows of an object. Of the public nothing is kept but the words: no name, no address, no language."""

    id = IdField(prefix="tip")
    request = models.ForeignKey(ClueRequest, on_delete=models.PROTECT, related_name="tips")
    words = MaskedField()
    country = models.CharField(max_length=2, default="", blank=True)
    # At another agency: who says so. Of the public: nobody.
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    token_digest = models.CharField(max_length=64)
    receipt_hash = models.CharField(max_length=64, default="", blank=True, db_index=True)
    state = models.CharField(max_length=5, choices=TipState, default=TipState.NEW)
    ground = models.CharField(max_length=5, choices=TipGround, default="", blank=True)
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, null=True, related_name="came_of")
    weighed_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    weighed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "token_digest"], name="identification_tip_once"),
            models.CheckConstraint(
                condition=Q(state=TipState.NEW, ground="", clue__isnull=True, weighed_at__isnull=True)
                | Q(state=TipState.TAKEN, ground="", clue__isnull=False, weighed_at__isnull=False)
                | (Q(state=TipState.ASIDE, clue__isnull=True, weighed_at__isnull=False) & ~Q(ground="")),
                name="identification_tip_weighed",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="identification_tip_says"),
        ]

    def __str__(self) -> str:
        return self.id
