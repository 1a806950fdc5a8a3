"""What the numbers of categories mean, region by region, as data/categories.toml has it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "categories.toml"


@cache
def _regions() -> Mapping[str, Mapping[int, str]]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        region: {int(code): name for code, name in known["names"].items()} for region, known in table.items()
    }


def category_names(region: str) -> Mapping[int, str]:
    """The names of the numbers in this region, as its tools show them; empty where the public record does not tell them."""
    return _regions().get(region, {})
