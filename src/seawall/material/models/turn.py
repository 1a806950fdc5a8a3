import secrets

from django.db import models


def new_identity() -> str:
    return secrets.token_hex(16)


class Turn(models.Model):
    """One row that counts the changes which matching has to know. Its lock is what makes the order of turns the order
    of commits: whoever has read up to a turn has missed nothing before it."""

    number = models.PositiveBigIntegerField(default=0)
    # Which database this is: an index made from another one must not be searched.
    identity = models.CharField(max_length=32, default=new_identity, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="material_turn_one_row")]
