from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.fields import MaskedField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.clue_kinds import kind_name, question_of
from seawall.identification.codes import LENGTH
from seawall.identification.models.series import Series
from seawall.identification.states import LONGEST_WORDS, AsideGround, ClueState, Confidence


class Clue(Record):
    """One thing in the material that may tell where the child is, in words alone. Without a series: noted by mistake and taken back."""

    id = IdField(prefix="clu")
    code = models.CharField(max_length=LENGTH, unique=True, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="clues")
    kind = models.CharField(max_length=16)
    # The most delicate text here: opened by a deed that asks what for, and by nothing else.
    words = MaskedField()
    state = models.CharField(max_length=5, choices=ClueState, default=ClueState.OPEN)
    confidence = models.CharField(max_length=8, choices=Confidence, default=Confidence.UNJUDGED)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ClueState.values), name="identification_clue_state"),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values), name="identification_clue_confidence"
            ),
            models.CheckConstraint(condition=~Q(words="") & ~Q(kind=""), name="identification_clue_says"),
        ]
        indexes = [models.Index(fields=["owner", "state", "series"], name="identification_open_clues")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.state == ClueState.OPEN

    @property
    def kind_name(self) -> str:
        return kind_name(self.kind)

    @property
    def question(self) -> str:
        return question_of(self.kind)


class ClueStep(models.Model):
    """What was thought of a clue from this moment on: who, when, and why. The latest counts, the others stay."""

    id = IdField(prefix="cst")
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=5, choices=ClueState)
    confidence = models.CharField(max_length=8, choices=Confidence)
    ground = models.CharField(max_length=10, choices=AsideGround, default="", blank=True)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ClueState.OPEN, ground="") | (Q(state=ClueState.SET_ASIDE) & ~Q(ground="")),
                name="identification_clue_aside_on_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Leaning(models.Model):
    """One country of which a clue speaks, as it was read in one step: for it or against it, never both."""

    id = IdField(prefix="lea")
    step = models.ForeignKey(ClueStep, on_delete=models.PROTECT, related_name="leanings")
    country = models.CharField(max_length=2)
    supports = models.BooleanField()

    class Meta:
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["step", "country"], name="identification_country_once"),
            models.CheckConstraint(condition=~Q(country=""), name="identification_leaning_names_country"),
        ]

    def __str__(self) -> str:
        return self.country
