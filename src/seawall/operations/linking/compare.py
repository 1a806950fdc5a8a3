"""A program of its own, so that nobody else loads Splink and DuckDB, and all its memory goes back when it ends.

It reads accounts from its input and writes pairs to its output, as JSON. It knows no database of ours, opens no file and no connection.
"""

import logging
import sys
from contextlib import redirect_stdout
from typing import Any

import duckdb
import msgspec
import pyarrow
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
from seawall.operations.linking.rows import AS_IT_IS, Known, rows

TEXTS, TEXT_LISTS = ("unique_id", "handle", "stem", "tail", "name"), ("address", "email", "word", *AS_IT_IS)
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


def pairs(accounts: list[Known], threshold: float = THRESHOLD) -> list[Pair]:
    if len(accounts) < 2:
        return []
    connection = duckdb.connect(":memory:", config=HARMLESS)
    connection.execute("set enable_external_access = false")
    linker = Linker(DuckDBAPI(connection).register(_table(accounts)), _settings(len(accounts)))
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


def _table(accounts: list[Known]) -> pyarrow.Table:
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
    accounts = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Known])
    with redirect_stdout(sys.stderr):
        found = pairs(accounts)
    sys.stdout.buffer.write(msgspec.json.encode(found))


if __name__ == "__main__":
    main()
