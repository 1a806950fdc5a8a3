from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.identification.models.clue import Clue
from seawall.identification.models.series import Series
from seawall.identification.models.trail import ClosedTrail
from seawall.identification.models.victim import Victim
from seawall.identification.states import LONGEST_WORDS, ChangeKind

MOVED = ("item", "victim", "clue", "trail")


def _of_one_thing() -> Q:
    """Of these columns, one is filled and the others are empty."""
    alone = (Q(**{f"{one}__isnull": one != filled for one in MOVED}) for filled in MOVED)
    return reduce(or_, alone)


class Change(models.Model):
    """One deed on a series. `other`: split off from it, or the one it was merged into."""

    id = IdField(prefix="chg")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="changes")
    other = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="changes_of_other")
    kind = models.CharField(max_length=7, choices=ChangeKind)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.UNDONE, undoes__isnull=False)
                | (~Q(kind=ChangeKind.UNDONE) & Q(undoes__isnull=True)),
                name="identification_undone_names_what",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def can_be_undone(self) -> bool:
        """Whether it still stands; that what it moved is still there is asked by the deed."""
        return ChangeKind(self.kind).can_be_undone and not hasattr(self, "undone_by")


class Move(models.Model):
    """One item, victim, clue or closed trail that a change moved. All moves in their order tell where everything stands."""

    id = IdField(prefix="mov")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="moves")
    item = models.ForeignKey("material.Item", on_delete=models.PROTECT, null=True, related_name="+")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, null=True, related_name="moves")
    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, null=True, related_name="moves")
    trail = models.ForeignKey(ClosedTrail, on_delete=models.PROTECT, null=True, related_name="moves")
    origin = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="+")
    target = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_of_one_thing(), name="identification_move_of_one_thing"),
            models.CheckConstraint(
                condition=Q(origin__isnull=True, target__isnull=False)
                | Q(origin__isnull=False, target__isnull=True)
                | (Q(origin__isnull=False, target__isnull=False) & ~Q(origin=F("target"))),
                name="identification_move_goes_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.id
