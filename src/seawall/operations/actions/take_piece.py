from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.operations import policy
from seawall.operations.events import PieceWaits
from seawall.operations.keeping import keep
from seawall.operations.models import AccountTable, Site, TablePiece
from seawall.operations.pieces import Line, judged, lines_in, sealed
from seawall.operations.states import TableState


@action
def take_piece(table: AccountTable, *, actor: Actor) -> AccountTable:
    """Take the next rows. Of two jobs at once the second finds the next piece, or nothing to do."""
    # The site first: two tables of one site are taken one after the other, so that both see what the other has made.
    Site.objects.select_for_update().get(pk=table.site_id)
    table = AccountTable.objects.select_for_update().get(pk=table.pk)
    if not policy.may_take_pieces(actor, table):
        raise Refused
    piece = table.pieces.filter(taken_at=None).order_by("number").first()
    if table.state != TableState.TAKING or piece is None:
        return table
    _take(table, piece)
    table.state = TableState.TAKEN if table.done == table.rows else TableState.TAKING
    table.save(update_fields=["done", "new", "known", "refused", "state", "changed_at"])
    record(
        "operations.accounts_taken",
        actor=actor,
        subject=table,
        piece=piece.number,
        new=table.new,
        known=table.known,
        refused=table.refused,
    )
    if table.state == TableState.TAKING:
        announce(PieceWaits(table.owner_id, table.id))
    return table


def _take(table: AccountTable, piece: TablePiece) -> None:
    rows = judged(table, lines_in(piece.rows))
    kept = keep(table, [row.given for row in rows if row.given])
    refused = [Line(row.line.number, row.line.cells, row.why.value) for row in rows if row.why]
    table.new += kept.new
    table.known += kept.known
    table.refused += len(refused)
    table.done += len(rows)
    piece.rows, piece.refused, piece.taken_at = "", sealed(refused) if refused else "", clock.now()
    piece.save(update_fields=["rows", "refused", "taken_at"])
