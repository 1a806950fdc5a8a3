from django.db import models

from seawall.core.fields import MaskedUrlField
from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.models.operation import Operation
from seawall.operations.states import LONGEST_NAME, SiteKind


class Site(Record):
    """Where accounts are. Its name is ours; its address is masked, and nothing here ever opens it."""

    id = IdField(prefix="sit")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=12, choices=SiteKind)
    address = MaskedUrlField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "name"], name="operations_site_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=SiteKind.values), name="operations_site_kinds"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_host(self) -> bool:
        return SiteKind(self.kind).has_host
