"""What this house may say in the category numbers of a VICS region; the table is data/vics.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seawall.material.states import RevealedItem

TABLE = Path(__file__).parent / "data" / "vics.toml"


@dataclass(frozen=True, slots=True)
class Numbers:
    """`verdicts`: by scheme and category; `harmless`: of what stands on a list of known harmless files."""

    verdicts: Mapping[tuple[str, str], int]
    harmless: int | None


NONE = Numbers({}, None)


@cache
def _regions() -> Mapping[str, Numbers]:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {
        region: Numbers(
            {(each["scheme"], each["category"]): each["number"] for each in known["verdicts"]},
            known.get("harmless"),
        )
        for region, known in table.items()
    }


def vics_number(region: str, item: RevealedItem) -> int | None:
    """The category number of an item on its way into a file of this region; None where none is certain."""
    numbers = _regions().get(region, NONE)
    if item.harmless:
        return numbers.harmless
    held = {(scheme, category) for scheme, (_version, category) in item.categories.items()}
    found = {number for named, number in numbers.verdicts.items() if named in held}
    return found.pop() if len(found) == 1 else None
