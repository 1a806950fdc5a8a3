from django.db import models


class Drained(models.Model):
    """Up to where a file of waiting lines is in the chains; see `audit.spool`. Gone with the file."""

    file = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
