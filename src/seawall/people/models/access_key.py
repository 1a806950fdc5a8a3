from datetime import date, timedelta

from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record


class AccessKey(Record):
    """What a provider's machine opens the node's door with. The secret itself is nowhere: only its keyed digest is kept."""

    id = IdField(prefix="key")
    # The organisation it was given to, as its people call it.
    holder = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    # What it opens (states.Scope), and the ids of the lists it may ask; an empty list opens nothing.
    scopes = models.JSONField(default=list)
    lists = models.JSONField(default=list)
    # Fingerprints, not calls: a call may carry thousands.
    per_minute = models.PositiveIntegerField()
    per_day = models.PositiveIntegerField()
    expires_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    # On `beside_on`, so many asked fingerprints lay just beside ones that this key had found (material/asking/beside.py).
    beside_on = models.DateField(null=True)
    beside = models.PositiveIntegerField(default=0)
    # Since when somebody should look at what this key asks; a person's look takes it away.
    flagged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "holder"], name="people_key_by_holder")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(per_minute__gte=1, per_day__gte=1), name="people_key_limits"
            )
        ]

    def __str__(self) -> str:
        return self.holder

    @property
    def last_day(self) -> date:
        return (self.expires_at - timedelta(microseconds=1)).date()
