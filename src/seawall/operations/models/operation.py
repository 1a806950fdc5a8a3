from django.db import models

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.states import LONGEST_CODE, PartKind


class Operation(Record):
    """Work on one ring under a neutral code name. Its owner leads it and sees all of it."""

    id = IdField(prefix="opr")
    code = models.CharField(max_length=LONGEST_CODE)
    opened_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")
    # What each column meant in the last table, by its folded name, sealed: somebody may paste a table without names.
    mapping = models.TextField(default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "code"], name="operations_code_once")]

    def __str__(self) -> str:
        return self.code


class Participation(Record):
    """An agency and its part. What is not in its part it does not see; a part without a country or a site is nothing."""

    id = IdField(prefix="prt")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=PartKind)
    countries = models.JSONField(default=list)
    sites = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operation", "agency"], name="operations_one_part"),
            models.CheckConstraint(
                condition=models.Q(kind__in=PartKind.values), name="operations_part_kinds"
            ),
        ]

    def __str__(self) -> str:
        return self.id
