from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.identification.codes import LENGTH
from seawall.identification.models.series import Series
from seawall.identification.states import LONGEST_WORDS, Ground, Sex, VictimState
from seawall.material.states import AgeBand


class Victim(Record):
    """A child, as a pseudonym. Without a series: entered by mistake and taken back."""

    id = IdField(prefix="vic")
    code = models.CharField(max_length=LENGTH, unique=True, editable=False)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="victims")
    state = models.CharField(max_length=13, choices=VictimState, default=VictimState.UNIDENTIFIED)
    country = models.CharField(max_length=2, default="", blank=True)
    age = models.CharField(max_length=12, choices=AgeBand, default=AgeBand.UNDETERMINED)
    sex = models.CharField(max_length=6, choices=Sex, default=Sex.UNKNOWN, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=VictimState.values), name="identification_victim_state"
            ),
            models.CheckConstraint(
                condition=Q(state=VictimState.UNIDENTIFIED, country="")
                | (~Q(state=VictimState.UNIDENTIFIED) & ~Q(country="")),
                name="identification_victim_country_when_known",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="identification_victim_ladder")]

    def __str__(self) -> str:
        return self.code


class VictimStep(models.Model):
    """One step on the ladder: who, when, on what ground."""

    id = IdField(prefix="vst")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="steps")
    origin = models.CharField(max_length=13, choices=VictimState)
    target = models.CharField(max_length=13, choices=VictimState)
    country = models.CharField(max_length=2, default="", blank=True)
    ground = models.CharField(max_length=10, choices=Ground)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=Ground.ERROR) | ~Q(words=""), name="identification_step_back_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_back(self) -> bool:
        return VictimState(self.target).rung < VictimState(self.origin).rung
