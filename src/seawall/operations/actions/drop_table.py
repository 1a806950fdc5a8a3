from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import AccountTable
from seawall.operations.states import STEPS, TableState


@action
def drop_table(table: AccountTable, *, actor: Actor) -> AccountTable:
    """Its words go: those that nobody took, and those that were refused. Accounts that were taken stay."""
    table = AccountTable.objects.select_for_update().get(pk=table.pk)
    if not (policy.may_lead(actor, table) or policy.may_take_pieces(actor, table)):
        raise Refused
    if TableState.DROPPED not in STEPS[TableState(table.state)]:
        raise WrongState
    table.pieces.all().delete()
    table.names, table.state = "", TableState.DROPPED
    table.save(update_fields=["names", "state", "changed_at"])
    record("operations.table_dropped", actor=actor, subject=table)
    return table
