"""A list of the invented ring, brought into an operation as tables of accounts by whoever leads it."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from seawall.core.actors import Actor
from seawall.operations.actions import bring_table, map_columns, take_table
from seawall.operations.states import Column, Confidence, HintSource, MappingTerms

if TYPE_CHECKING:
    from seawall.operations.models import Site

# What the columns of `ring.accounts.COLUMNS` mean; an account may have two IP addresses.
RING_COLUMNS = (
    *(Column.HANDLE, Column.EMAIL, Column.IP, Column.IP, Column.DEVICE, Column.WALLET, Column.NAME),
    *(Column.ROLE, Column.ACTIVITY, Column.LAST_ACTIVE, Column.COUNTRY, Column.CHILD_CONTACT),
)
TERMS = MappingTerms(RING_COLUMNS, HintSource.IP, Confidence.MEDIUM)
# Below what a page takes at once, in rows and in megabytes.
MOST_ROWS = 40_000


def bring(site: "Site", text: str, *, actor: Actor) -> None:
    """Laid down, the columns named, let in. Its pieces are jobs, and wait."""
    for part in parts_of(text):
        table = map_columns(bring_table(site, BytesIO(part.encode()), actor=actor), TERMS, actor=actor)
        take_table(table, actor=actor)


def parts_of(text: str) -> Iterator[str]:
    """Each with the names of the columns. No cell of the ring holds the end of a line."""
    names, *rows = text.splitlines(keepends=True)
    for first in range(0, len(rows), MOST_ROWS):
        yield "".join((names, *rows[first : first + MOST_ROWS]))
