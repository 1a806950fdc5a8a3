"""What every kept record has: a typed id, an owner, times, a day to look at it again, a retention class."""

from datetime import date, timedelta

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


class Record(models.Model):
    """Subclasses add `id = IdField(prefix=...)`."""

    owner = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    review_on = models.DateField(default=in_five_years)
    retention = models.CharField(max_length=16, choices=Retention, default=Retention.CASE)

    class Meta:
        abstract = True
