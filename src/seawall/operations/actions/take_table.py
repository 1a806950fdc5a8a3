from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.operations import policy
from seawall.operations.events import PieceWaits
from seawall.operations.models import AccountTable
from seawall.operations.states import STEPS, TableState


@action
def take_table(table: AccountTable, *, actor: Actor) -> AccountTable:
    """Let its pieces be taken, one after another. Said again while it is taken, it goes on where it stopped; no piece is taken twice."""
    table = AccountTable.objects.select_for_update().get(pk=table.pk)
    if not policy.may_lead(actor, table):
        raise Refused
    if TableState.TAKING not in STEPS[TableState(table.state)]:
        raise WrongState
    table.state = TableState.TAKING
    table.save(update_fields=["state", "changed_at"])
    record("operations.table_let_in", actor=actor, subject=table, rows=table.rows)
    announce(PieceWaits(table.owner_id, table.id))
    return table
