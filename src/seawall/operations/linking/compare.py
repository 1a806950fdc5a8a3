"""A program of its own, so that nobody else loads Splink and DuckDB, and all its memory goes back when it ends.

It reads accounts from its input and writes pairs to its output, as JSON. It knows no database of ours, opens no file and no connection.
"""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from typing import Any

import duckdb
import msgspec
import pyarrow
from duckdb import DuckDBPyConnection
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from seawall.operations.linking.model import (
    COMPARISONS,
    CONDITIONS,
    LISTS,
    PARTNERS,
    THRESHOLD,
    Comparison,
    Level,
)
from seawall.operations.linking.rows import AS_IT_IS, Known, Question, rows
from seawall.operations.linking.rows import Pair as Ends
from seawall.operations.linking.thirds import held_by_thirds, legs_among, weight_of

TEXTS, TEXT_LISTS = ("unique_id", "handle", "stem", "tail", "name"), ("address", "email", "word", *AS_IT_IS)
ENDS = pyarrow.schema([("one", pyarrow.string()), ("other", pyarrow.string())])
Finding = tuple[str, str, float]
# With spilling switched off: confidential words never reach the disk in plain. More than this ends the job, with a sentence.
MEMORY = "1GB"
HARMLESS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Pair(msgspec.Struct, frozen=True):
    """As `FoundLink`, which the caller makes of it."""

    one: str
    other: str
    weight: float
    evidence: list[tuple[str, str, float]]
    through: str = ""


def pairs(asked: Question, threshold: float = THRESHOLD) -> list[Pair]:
    """First those that a comparison finds, then those that only a third account holds together."""
    if len(asked.accounts) < 2:
        return []
    connection = duckdb.connect(":memory:", config=HARMLESS)
    connection.execute("set enable_external_access = false")
    connection.register("accounts", _table(asked.accounts))
    alike = _alike(connection, len(asked.accounts), threshold)
    return [*alike, *_held(connection, asked, alike, threshold)]


def _alike(connection: DuckDBPyConnection, number: int, threshold: float) -> list[Pair]:
    accounts = DuckDBAPI(connection).register(connection.table("accounts"))
    linker = Linker(accounts, _settings(number))
    found = linker.inference.predict(threshold_match_weight=threshold, warning_mode="never")
    columns = ", ".join(f"gamma_{one.field}, mw_{one.field}" for one in COMPARISONS)
    told = connection.sql(
        f"select unique_id_l, unique_id_r, match_weight, {columns} from {found.physical_name}"
    )
    return [_pair(*row) for row in told.fetchall()]


def _pair(a: str, b: str, weight: float, *told: Any) -> Pair:
    said = zip(COMPARISONS, told[::2], told[1::2], strict=True)
    evidence = [
        (by.field, by.levels[len(by.levels) - 1 - place].code, round(worth, 2))
        for by, place, worth in said
        if place >= 0
    ]
    one, other = sorted((a, b))
    return Pair(one, other, round(weight, 2), evidence)


def _held(
    connection: DuckDBPyConnection, asked: Question, alike: list[Pair], threshold: float
) -> Iterator[Pair]:
    found = {(pair.one, pair.other): pair.weight for pair in alike}
    legs = legs_among(found, asked.same, asked.different)
    thirds = held_by_thirds(legs, {*found, *asked.same, *asked.different})
    for (one, other), evidence in _said_of(connection, list(thirds), len(asked.accounts)):
        third = thirds[one, other]
        weight = weight_of(third, [bits for _field, _code, bits in evidence])
        if weight >= threshold:
            through = ("third", "both", round(third.weight, 2))
            yield Pair(one, other, round(weight, 2), [through, *evidence], third.id)


def _said_of(
    connection: DuckDBPyConnection, held: list[Ends], number: int
) -> Iterator[tuple[Ends, list[Finding]]]:
    """What the same comparisons find in pairs that Splink was not given, for they have nothing in common."""
    ends = {"one": [one for one, _other in held], "other": [other for _one, other in held]}
    connection.register("held", pyarrow.table(ends, schema=ENDS))
    names = connection.table("accounts").columns
    both = ", ".join(f"l.{name} as {name}_l, r.{name} as {name}_r" for name in names)
    told = connection.sql(
        f"select one, other, {', '.join(map(_place, COMPARISONS))} from (select one, other, {both} from held "
        "join accounts l on l.unique_id = one join accounts r on r.unique_id = other) order by one, other"
    )
    for one, other, *places in told.fetchall():
        yield (
            (one, other),
            [
                (by.field, by.levels[place].code, round(by.levels[place].bits(number), 2))
                for by, place in zip(COMPARISONS, places, strict=True)
                if place is not None
            ],
        )


def _place(one: Comparison) -> str:
    *first, last = range(len(one.levels))
    found = " ".join(f"when {one.levels[place].sql} then {place}" for place in first)
    return f"case when {one.missing} then null {found} else {last} end"


def _table(accounts: Sequence[Known]) -> pyarrow.Table:
    schema = pyarrow.schema(
        [
            *((name, pyarrow.string()) for name in TEXTS),
            *((name, pyarrow.list_(pyarrow.string())) for name in TEXT_LISTS),
            ("chance", pyarrow.float64()),
        ]
    )
    return pyarrow.Table.from_pylist(rows(accounts), schema=schema)


def _settings(number: int) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=min(PARTNERS / (number - 1), 0.05),
        comparisons=[_comparison(one, number) for one in COMPARISONS],
        blocking_rules_to_generate_predictions=[
            *(block_on(name, arrays_to_explode=[name]) for name in LISTS),
            *map(CustomRule, CONDITIONS),
        ],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def _comparison(one: Comparison, number: int) -> dict[str, Any]:
    missing = {"sql_condition": one.missing, "label_for_charts": "missing", "is_null_level": True}
    levels = [_level(level, number) for level in one.levels]
    return {"output_column_name": one.field, "comparison_levels": [missing, *levels]}


def _level(one: Level, number: int) -> dict[str, Any]:
    return {
        "sql_condition": one.sql,
        "label_for_charts": one.code,
        "m_probability": one.m,
        "u_probability": one.u(number),
    }


def main() -> None:
    logging.getLogger("splink").setLevel(logging.ERROR)
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Question)
    with redirect_stdout(sys.stderr):
        found = pairs(asked)
    sys.stdout.buffer.write(msgspec.json.encode(found))


if __name__ == "__main__":
    main()
