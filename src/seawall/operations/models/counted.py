"""What figures are counted from and kept in: series that belong to an operation, countries that accounts and personas had, releases."""

from django.db import models
from django.db.models import Q

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.models.account import Account
from seawall.operations.models.operation import Operation
from seawall.operations.models.persona import Persona


class NamedSeries(Record):
    """A series of the owner's that belongs to an operation, by a specialist's word, from a day to a day."""

    id = IdField(prefix="nsr")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="named_series")
    series = models.ForeignKey("identification.Series", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "series"],
                condition=Q(ended_at=None),
                name="operations_series_named_once",
            )
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_told_of(self) -> bool:
        """Others may be told of it: it belongs to the operation, and was not merged into another."""
        return self.ended_at is None and bool(self.series.is_open)


class CountryChange(models.Model):
    """An account or a persona had another country until then."""

    id = IdField(prefix="cch")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="country_changes")
    persona = models.ForeignKey(Persona, on_delete=models.CASCADE, null=True, related_name="country_changes")
    origin = models.CharField(max_length=2, default="", blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, persona=None) | Q(account=None, persona__isnull=False),
                name="operations_country_change_of_one",
            )
        ]

    def __str__(self) -> str:
        return self.id


class Release(Record):
    """Figures as they were said, with the words in which they were said. Nothing of it is changed any more."""

    id = IdField(prefix="rls")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    # By language: what it is not.
    words = models.JSONField()
    # What is different from the release before, record by record.
    differences = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "number"], name="operations_release_once")
        ]

    def __str__(self) -> str:
        return self.id


class ReleaseFigure(models.Model):
    id = IdField(prefix="rfg")
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="figures")
    rule = models.CharField(max_length=32)
    # By language: title and sentence.
    words = models.JSONField()
    total = models.PositiveIntegerField()
    countries = models.JSONField()
    # Which records were counted, each with its country.
    records = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["release", "rule"], name="operations_release_figure_once")
        ]

    def __str__(self) -> str:
        return self.id
