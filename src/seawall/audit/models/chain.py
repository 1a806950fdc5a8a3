from django.db import models

from seawall.core.ids import IdField


class ChainHead(models.Model):
    """Where an agency's chain ends. Its row is the lock that puts the lines in order."""

    agency_id = models.CharField(max_length=30, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)


class Sealed(models.Model):
    """How far an agency's chain is under a signed checkpoint, and the edge of the tree there (see audit.merkle)."""

    agency_id = models.CharField(max_length=30, primary_key=True)
    size = models.PositiveBigIntegerField(default=0)
    peaks = models.JSONField(default=list)
    # The checkpoint that sealed it: the file of checkpoints must be at least this long.
    checkpoint = models.PositiveBigIntegerField(default=0)


class Line(models.Model):
    """One deed or look. `body` is the canonical JSON that was hashed; the columns beside it are for finding."""

    id = IdField(prefix="evt")
    agency_id = models.CharField(max_length=30)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    what = models.CharField(max_length=64)
    actor_id = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=64)
    body = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "seq"], name="audit_one_line_per_place")]
        indexes = [
            # With the agency: SQLite would walk the whole chain to spare itself the sorting of a few lines.
            models.Index(fields=["agency_id", "subject_id", "seq"], name="audit_by_agency_subject"),
            models.Index(fields=["actor_id", "at"], name="audit_by_actor"),
        ]
