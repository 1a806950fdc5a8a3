from django.db import models


class AskedDay(models.Model):
    """What machines asked with one access key on one day (UTC), and how much of it was found. Only counts: what they asked is
    kept nowhere."""

    # A plain id: keys live in another domain.
    key_id = models.CharField(max_length=30)
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    fingerprints = models.PositiveBigIntegerField(default=0)
    exact = models.PositiveBigIntegerField(default=0)
    near = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_id", "day"], name="material_asked_day")]
