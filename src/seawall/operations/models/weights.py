from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record

HIGHEST = 100


class Weights(Record):
    """What each fact counts for one agency when it ranks accounts."""

    id = IdField(prefix="wgt")
    administrator = models.PositiveSmallIntegerField(default=40)
    uploader = models.PositiveSmallIntegerField(default=25)
    child_contact = models.PositiveSmallIntegerField(default=60)
    work_with_children = models.PositiveSmallIntegerField(default=50)
    fresh = models.PositiveSmallIntegerField(default=15)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="operations_weights_once"),
            models.CheckConstraint(
                condition=Q(
                    administrator__lte=HIGHEST,
                    uploader__lte=HIGHEST,
                    child_contact__lte=HIGHEST,
                    work_with_children__lte=HIGHEST,
                    fresh__lte=HIGHEST,
                ),
                name="operations_weights_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.id
