from collections import Counter

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import AccountTable, Operation
from seawall.operations.pieces import names_of, to_remember
from seawall.operations.states import IDENTIFIERS, STEPS, Column, MappingTerms, TableState


@action
def map_columns(table: AccountTable, terms: MappingTerms, *, actor: Actor) -> AccountTable:
    """Say what each column means; the operation remembers it for its next table."""
    operation = Operation.objects.select_for_update().get(pk=table.operation_id)
    table = AccountTable.objects.select_for_update().get(pk=table.pk)
    if not policy.may_lead(actor, table):
        raise Refused
    if TableState.READY not in STEPS[TableState(table.state)]:
        raise WrongState
    names = names_of(table)
    _check(terms.columns, len(names))
    table.columns = [column.value for column in terms.columns]
    table.source, table.confidence = terms.source, terms.confidence
    table.state = TableState.READY
    table.save(update_fields=["columns", "source", "confidence", "state", "changed_at"])
    operation.mapping = to_remember(operation, names, terms.columns)
    operation.save(update_fields=["mapping", "changed_at"])
    record("operations.table_mapped", actor=actor, subject=table, columns=len(names))
    return table


def _check(columns: tuple[Column, ...], wanted: int) -> None:
    counted = Counter(columns)
    twice = [
        one for one in counted if counted[one] > 1 and one is not Column.IGNORED and one not in IDENTIFIERS
    ]
    if len(columns) != wanted:
        raise Invalid({"columns": _("Say of each column what it means.")})
    if not counted[Column.HANDLE]:
        raise Invalid({"columns": _("Choose the column with the name of the account.")})
    if twice:
        raise Invalid({"columns": _("Two columns have the same meaning. Leave one of them out.")})
