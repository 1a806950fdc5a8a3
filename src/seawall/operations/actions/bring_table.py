from typing import BinaryIO

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.operations import policy
from seawall.operations.given import column_called
from seawall.operations.models import AccountTable, Site
from seawall.operations.pieces import Read, Reader, lay_down, read, remembered, sealed_names
from seawall.operations.states import Column
from seawall.wire import named_table
from seawall.wire.tables import folded


def bring_table(
    site: Site, stream: BinaryIO, *, actor: Actor, reader: Reader = named_table.read
) -> AccountTable:
    """Lay a table of accounts of this site down, sealed. Nothing is taken yet. Raises `Invalid` for what is no table, `TooLarge`."""
    if not policy.may_lead(actor, site):
        raise Refused
    # Before anything is locked: a long table is read for longer than others would wait.
    return _lay_down(site, read(stream, reader), actor=actor)


@action
def _lay_down(site: Site, found: Read, *, actor: Actor) -> AccountTable:
    site = Site.objects.select_related("operation").get(pk=site.pk)
    if not policy.may_lead(actor, site):
        raise Refused
    table = AccountTable.objects.create(
        owner_id=site.owner_id,
        operation_id=site.operation_id,
        site=site,
        names=sealed_names(found.names),
        columns=[code.value for code in proposed(site, found.names)],
        rows=found.rows,
        brought_by_id=actor.id,
    )
    lay_down(table, found.pieces)
    record("operations.table_brought", actor=actor, subject=table, site=site.id, rows=found.rows)
    return table


def proposed(site: Site, names: list[str]) -> list[Column]:
    """As in the last table of the operation; else by what such columns are called. One that can stand only once is proposed once."""
    before = remembered(site.operation)
    found: list[Column] = []
    for name in names:
        meant = before.get(folded(name))
        column = Column(meant) if meant is not None else column_called(name)
        found.append(Column.IGNORED if column in found else column)
    return found
