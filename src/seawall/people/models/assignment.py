from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.people.states import AssignmentKind


class Assignment(Record):
    """A person of the owner's has said: notices to this contact, or keys of this holder, are that provider's own.

    A provider's people see nothing without one, and nothing any more when it has ended.
    """

    id = IdField(prefix="asg")
    provider = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=AssignmentKind)
    # An address and a domain in small letters; a holder exactly as it stands on its keys.
    value = models.CharField(max_length=254)
    # Of a holder: its own people may take a new secret for a key, never more than that.
    renews_keys = models.BooleanField(default=False)
    made_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "value"], condition=Q(ended_at=None), name="people_assigned_once"
            ),
            models.CheckConstraint(
                condition=Q(renews_keys=False) | Q(kind=AssignmentKind.HOLDER), name="people_renews_own_keys"
            ),
        ]
        indexes = [models.Index(fields=["provider"], name="people_assigned_to")]

    def __str__(self) -> str:
        return self.id
