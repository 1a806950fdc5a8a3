from django.db import models
from django.db.models import Q

from seawall.core.ids import IdField
from seawall.core.records import Record
from seawall.operations.models.operation import Operation
from seawall.operations.models.site import Site
from seawall.operations.states import Confidence, HintSource, TableState


class AccountTable(Record):
    """A table of accounts on its way in. Its words lie sealed in pieces, and go as each piece is taken."""

    id = IdField(prefix="tbl")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=TableState, default=TableState.BROUGHT)
    # The names of its columns, sealed; what each means, in the same order.
    names = models.TextField()
    columns = models.JSONField(default=list)
    source = models.CharField(max_length=12, choices=HintSource, default=HintSource.STATED)
    confidence = models.PositiveSmallIntegerField(choices=Confidence, default=Confidence.LOW)
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey("people.Staff", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TableState.values), name="operations_table_states"),
            models.CheckConstraint(
                condition=Q(done=models.F("new") + models.F("known") + models.F("refused")),
                name="operations_table_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=models.F("rows")), name="operations_table_not_more_than_all"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class TablePiece(models.Model):
    """Some of the rows of a table, sealed; when they are taken, only those that were refused stay."""

    id = IdField(prefix="pce")
    table = models.ForeignKey(AccountTable, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    rows = models.TextField()
    refused = models.TextField(default="", blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="operations_piece_once")]

    def __str__(self) -> str:
        return self.id
