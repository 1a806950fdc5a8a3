from django.db import models
from django.db.models import F, Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.neutral_codes import LENGTH
from seawall.core.records import Record
from seawall.operations.models.account import Account
from seawall.operations.models.operation import Operation
from seawall.operations.persons.words import (
    LONGEST_BODY,
    LONGEST_LAW,
    LONGEST_WORDS,
    ChargeOutcome,
    CourtKind,
    Household,
    PersonChangeKind,
    PersonGround,
    PersonState,
    Risk,
    Support,
)


class Person(Record):
    """A suspect, under a neutral code. Where somebody stands now; how it came to it is told by the changes."""

    id = IdField(prefix="per")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="persons")
    code = models.CharField(max_length=LENGTH, unique=True, editable=False)
    # Sealed; opened by `reveal_person` alone.
    name = models.TextField(default="", blank=True)
    country = models.CharField(max_length=2, default="", blank=True)
    youth = models.BooleanField(default=False)
    state = models.CharField(max_length=16, choices=PersonState, default=PersonState.NOTED)
    # The rungs of the ladder on which the person stands, from below; the last is the state.
    reached = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PersonState.values), name="operations_person_states"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="operations_person_in_another",
            ),
        ]
        indexes = [models.Index(fields=["operation", "id"], name="operations_person_order")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.merged_into_id is None

    @property
    def rungs(self) -> tuple[PersonState, ...]:
        return tuple(map(PersonState, self.reached))


class PersonAccount(models.Model):
    """An account belongs to one person, or to none."""

    id = IdField(prefix="pac")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="holding")

    def __str__(self) -> str:
        return self.account_id


class PersonChange(models.Model):
    """One deed, with everything that holds of the person afterwards: so each day of the past can be counted again. Only grows."""

    id = IdField(prefix="pch")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12, choices=PersonChangeKind)
    reached = models.JSONField()
    country = models.CharField(max_length=2, default="", blank=True)
    youth = models.BooleanField()
    merged_into = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    # With whom it was merged, or from whom it was parted again.
    other = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="changes_of_other")
    accounts = models.JSONField(default=list)
    ground = models.CharField(max_length=10, choices=PersonGround, default="", blank=True)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    body = models.CharField(max_length=LONGEST_BODY, default="", blank=True)
    on = models.DateField()
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=PersonGround.ERROR) | ~Q(words=""),
                name="operations_person_back_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=PersonChangeKind.PARTED, undoes__isnull=False)
                | (~Q(kind=PersonChangeKind.PARTED) & Q(undoes__isnull=True)),
                name="operations_person_parted_names_what",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def state(self) -> PersonState:
        return PersonState(self.reached[-1])

    @property
    def can_be_undone(self) -> bool:
        return self.kind == PersonChangeKind.MERGED and not hasattr(self, "undone_by")


class DutyOfCare(models.Model):
    """What was thought of before an arrest, for the suspect and for the children who live there."""

    id = IdField(prefix="doc")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care")
    support = models.CharField(max_length=12, choices=Support)
    risk = models.CharField(max_length=8, choices=Risk)
    household = models.CharField(max_length=8, choices=Household)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.id


class Charge(models.Model):
    id = IdField(prefix="chr")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="charges")
    law = models.CharField(max_length=LONGEST_LAW)
    country = models.CharField(max_length=2)
    laid_on = models.DateField()
    laid_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=ChargeOutcome, default=ChargeOutcome.OPEN)
    words = models.TextField(max_length=LONGEST_WORDS, default="", blank=True)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=ChargeOutcome.OPEN, ended_on=None)
                | (~Q(outcome=ChargeOutcome.OPEN) & Q(ended_on__isnull=False)),
                name="operations_charge_ended_when",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class CourtDate(models.Model):
    id = IdField(prefix="crt")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="court_dates")
    kind = models.CharField(max_length=8, choices=CourtKind)
    court = models.CharField(max_length=LONGEST_BODY)
    on = models.DateField()
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.id
