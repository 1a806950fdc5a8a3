"""How lines enter a chain: the chain's head is locked, each line stands on the one before, the head moves on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from seawall.audit.chain import Deed, first_hash, hash_of
from seawall.audit.jobs import seal_trail
from seawall.audit.models import ChainHead, Line
from seawall.core import clock
from seawall.core.ids import new_id
from seawall.core.many_rows import insert_rows
from seawall.core.worker import plan

# A checkpoint comes every minute, and after this many lines even sooner.
LINES_BETWEEN_CHECKPOINTS = 1000
PREFIX = "evt"
# From here on what is made ready once for all lines is less than what Django does for each.
MANY = 20
COLUMNS = ("id", "agency_id", "seq", "at", "what", "actor_id", "subject_id", "body", "hash")


def _new_line_id() -> str:
    return new_id(PREFIX)


class Dated(msgspec.Struct, frozen=True):
    """A deed with the id and the time of its line."""

    deed: Deed
    line_id: str = msgspec.field(default_factory=_new_line_id)
    at: datetime = msgspec.field(default_factory=clock.now)


def append(agency_id: str, dated: Sequence[Dated]) -> None:
    """Within the caller's transaction; all of one agency, in this order."""
    head, _ = ChainHead.objects.select_for_update().get_or_create(
        agency_id=agency_id, defaults={"hash": first_hash(agency_id)}
    )
    seq, before = head.seq, head.hash
    rows = []
    for one in dated:
        seq += 1
        rows.append(_row(one, seq, before))
        before = rows[-1][-1]
    if len(rows) < MANY:
        Line.objects.bulk_create(Line(**dict(zip(COLUMNS, row, strict=True))) for row in rows)
    else:
        insert_rows(Line, COLUMNS, rows)
    ChainHead.objects.filter(pk=head.pk).update(seq=seq, hash=before)
    if seq // LINES_BETWEEN_CHECKPOINTS > head.seq // LINES_BETWEEN_CHECKPOINTS:
        plan(seal_trail)


def _row(one: Dated, seq: int, before: str) -> tuple[Any, ...]:
    deed = one.deed
    body = deed.body(line_id=one.line_id, seq=seq, at=one.at, before=before)
    line = (one.line_id, deed.agency_id, seq, one.at, deed.what, deed.actor_id, deed.subject_id)
    return (*line, body.decode(), hash_of(body))
