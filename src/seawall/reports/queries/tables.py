"""What would become of a partner's table: nothing is changed by asking."""

from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people.queries import HeldKey
from seawall.reports import policy
from seawall.reports.actions.hand_in import ONLY_TESTS, OTHER_CONTENT, digests_of
from seawall.reports.models import Submission
from seawall.reports.receiving.table import MOST_ROWS, Row, rows_in
from seawall.reports.states import Channel, RowFate
from seawall.wire.report_table import REFERENCE


def rows_for(actor: Actor, partner: str, table: BinaryIO, most: int = MOST_ROWS) -> list[Row]:
    """For a colleague who brings the table. Raises `Invalid` for what is none, `TooLarge` for more than `most` rows."""
    if not policy.may_take_table(actor) or not actor.agency_id:
        raise Refused
    rows = rows_in(table, partner, Channel.PARTNER, most)
    return _rows(Submission.objects.filter(owner_id=actor.agency_id, holder=partner), rows)


def rows_for_key(key: HeldKey, table: BinaryIO) -> list[Row]:
    """For a provider's machine; raises as `rows_for` does."""
    if not policy.may_hand_in(key):
        raise Refused
    rows = rows_in(table, key.holder, Channel.PROVIDER)
    there = _rows(Submission.objects.filter(owner_id=key.owner_id, holder=key.holder), rows)
    return [row if _let_in(key, row) else row.refused("test", ONLY_TESTS) for row in there]


def _let_in(key: HeldKey, row: Row) -> bool:
    return row.fate is RowFate.REFUSED or policy.may_hand_in(key, row.test)


def _rows(mine: QuerySet[Submission], rows: Iterable[Row]) -> list[Row]:
    there = list(rows)
    digests = {row.line.line: digests_of(row.handing) for row in there if row.handing}
    named = [reference for reference, _content in digests.values()]
    found = mine.filter(reference_digest__one_of=named).values_list(
        "reference_digest", "test", "content_digest"
    )
    known = {(reference, test): content for reference, test, content in found}
    return [_beside(row, digests, known) for row in there]


def _beside(row: Row, digests: dict[int, tuple[str, str]], known: dict[tuple[str, bool], str]) -> Row:
    if row.fate is RowFate.REFUSED or row.line.line not in digests:
        return row
    reference, content = digests[row.line.line]
    earlier = known.get((reference, row.test))
    if earlier is None:
        return row
    if earlier != content:
        return row.refused(REFERENCE, OTHER_CONTENT)
    return replace(row, fate=RowFate.KNOWN)
