"""What a provider's machine is told: that its report is kept, what would make it more complete, and later what became of it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal, cast

from msgspec import Meta, Struct

from seawall.reports.actions.hand_in import HandedIn
from seawall.reports.queries.submissions import Outcome
from seawall.reports.receiving.table import Row, counts_of
from seawall.reports.scoring import Missing

# As `RowFate`; the library draws no other kinds of words for its page.
Fate = Literal["new", "known", "refused"]


class MissingOut(Struct):
    """A field that was left out, the points it would bring, and what for."""

    field: str
    points: int
    why: str


class CompletenessOut(Struct):
    """`complete`: somebody can act on it without asking back. What is missing is told and never refused."""

    points: Annotated[int, Meta(ge=0, le=100)]
    complete: bool
    missing: list[MissingOut]


class HandedInOut(Struct):
    """`id`: ask with it what became of the report. `again`: it was here already, under this reference and with this content."""

    id: str
    test: bool
    again: bool
    completeness: CompletenessOut


class OutcomeOut(Struct):
    """Days, not minutes. `stage`: `acted` says that something was done about it, here or by those it was passed to; `gone`, that what
    it named is no longer there. `led_to_action` is null until it is decided. A test stays `received`."""

    id: str
    test: bool
    received_on: date
    complete: bool
    stage: Literal["received", "assessed", "acted", "gone", "no_action"]
    led_to_action: bool | None


class WrongOut(Struct):
    """`column`: empty where the whole row is meant."""

    column: str
    why: str


class RowOut(Struct):
    """`line`: where the row begins in what was sent, from 1. `id`: empty where nothing was taken."""

    line: int
    fate: Fate
    test: bool = False
    id: str = ""
    completeness: CompletenessOut | None = None
    wrong: list[WrongOut] = []


class TableOut(Struct):
    """Of a table. `preview`: nothing was taken. `new`, `known` and `refused` count rows; `tests` is how many of the new are tests."""

    preview: bool
    new: int
    tests: int
    known: int
    refused: int
    rows: list[RowOut]


def table_out(rows: Sequence[Row], *, preview: bool) -> TableOut:
    counts = counts_of(rows)
    each = [_row_out(row) for row in rows]
    return TableOut(preview, counts.new + counts.tests, counts.tests, counts.known, counts.refused, each)


def _row_out(row: Row) -> RowOut:
    told = handed_in_out(row.handed) if row.handed else None
    return RowOut(
        row.line.line,
        cast(Fate, row.fate.value),
        row.test,
        told.id if told else "",
        told.completeness if told else None,
        [WrongOut(column, str(why)) for column, why in row.wrong],
    )


def handed_in_out(done: HandedIn) -> HandedInOut:
    return HandedInOut(
        done.submission_id,
        done.test,
        done.again,
        CompletenessOut(done.points, done.complete, [_missing(one) for one in done.missing]),
    )


def _missing(one: Missing) -> MissingOut:
    return MissingOut(one.field, one.points, one.why)


def outcome_out(outcome: Outcome) -> OutcomeOut:
    return OutcomeOut(
        outcome.submission_id,
        outcome.test,
        outcome.received_on,
        outcome.complete,
        outcome.stage.value,
        outcome.led_to_action,
    )
