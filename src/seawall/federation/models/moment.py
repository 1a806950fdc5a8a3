from django.db import models

from seawall.federation.models.agreement import Agreement


class Moment(models.Model):
    """For a receiver that asks by time: all changes up to this turn, and behind the turn of the moment before, are of this moment.

    It never lies before a moment up to which the receiver was told everything already, so nothing is ever put into a past that
    nobody asks about again. The moment at which something was changed would not do: what is committed late lies in the past.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="moments")
    turn = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "turn"], name="federation_moment_once")]
        indexes = [models.Index(fields=["agreement", "at", "turn"], name="federation_moment_at")]
