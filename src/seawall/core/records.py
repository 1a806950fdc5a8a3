"""What every kept record has: a typed id, an owner, times, a day to look at it again, a retention class."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core import clock


class Retention(models.TextChoices):
    """How long a record is kept. The days are set in core/retention.toml; counts survive erasure."""

    CASE = "case", _("case work: reviewed after five years")
    CONTACT = "contact", _("reporter's contact: erased thirty days after the answer")
    NOTICE = "notice", _("notices and answers: ten years")


def in_five_years() -> date:
    """INTERPOL's data rules: kept at most five years before somebody looks whether it is still needed."""
    return clock.now().date() + timedelta(days=5 * 365)


class ChangedAt(models.DateTimeField[datetime, datetime]):
    """Django's `auto_now`, by the house's own clock; in a migration it is Django's field and no other."""

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime:
        moment = clock.now()
        setattr(model_instance, self.attname, moment)
        return moment

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


class TroubleField(models.CharField[str, str]):
    """A closed word with a sentence for whoever mends the trouble. In a migration it is Django's field and no sentence: one that is put
    better later changes no record."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 16, "default": "", "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


def owner_without_index() -> "models.ForeignKey[Any, Any]":
    """For records that come by the million: an index of their own for a handful of owners costs each of them, and finds nobody."""
    return models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)


class Record(models.Model):
    """Subclasses add `id = IdField(prefix=...)`."""

    owner = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = ChangedAt(auto_now=True)
    review_on = models.DateField(default=in_five_years)
    retention = models.CharField(max_length=16, choices=Retention, default=Retention.CASE)

    class Meta:
        abstract = True
