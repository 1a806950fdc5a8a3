from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.people.models.staff import Staff
from seawall.people.states import Severity


class Exposure(models.Model):
    """One look at something heavy. When and how heavy, never what: it is for the person alone."""

    id = IdField(prefix="exp")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="exposures")
    at = models.DateTimeField(default=clock.now)
    severity = models.CharField(max_length=8, choices=Severity)
    # The kind of work: a code such as "item" or "report".
    what = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["staff", "at"], name="people_exposure_by_time")]


class Breaks(models.Model):
    """What a person has set for themselves: a limit for an hour, and how long to rest after it."""

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, primary_key=True, related_name="breaks")
    most_per_hour = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    minutes = models.PositiveSmallIntegerField(
        default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
