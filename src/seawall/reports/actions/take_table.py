from collections.abc import Iterable

from seawall.core.actors import Actor
from seawall.reports.actions.take_row import take_row
from seawall.reports.receiving.table import Row, take


def take_table(rows: Iterable[Row], *, partner: str, actor: Actor) -> list[Row]:
    """Row by row, each a deed of its own: what comes after a break is told, and the same table is given again."""
    return list(take(rows, lambda handing: take_row(handing, partner=partner, actor=actor)))
