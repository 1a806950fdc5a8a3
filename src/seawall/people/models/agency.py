from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField
from seawall.people.states import AgencyKind


class Agency(models.Model):
    id = IdField(prefix="agc")
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=AgencyKind)
    country = models.CharField(max_length=2)
    # Reports made at this node's public door go to this one agency.
    public_door = models.BooleanField(default=False)
    emergency_number = models.CharField(max_length=24, default="112")
    contact_email = models.EmailField(blank=True, default="")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["public_door"], condition=models.Q(public_door=True), name="people_one_public_door"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner_id(self) -> str:
        """An agency belongs to itself: `owns` holds for its own people."""
        return self.id
