"""The operation against the ring at its full size: how long each page takes that Dana and Jonas read, over real HTTP.
`SEAWALL_BENCH_SIZES=27000,270000` for other sizes; what is a multiple of the full size is as many times as large in everything."""

import json
import os
from collections.abc import Mapping
from typing import Any

from tests.bench._analyst import Analyst, Took, asked
from tests.bench._nodes import crowded_line, kinds, node_on, say, table

FULL = 27_000
SIZES = [int(size) for size in os.environ.get("SEAWALL_BENCH_SIZES", str(FULL)).split(",")]
ROUNDS = 25
NAMES = {"dana": "Dana", "jonas": "Jonas"}
HEAD = ["database", "accounts", "who", "page", "median", "p95", "processor", "processor p95"]
Told = Mapping[str, Any]


def measured(kind: str, size: int) -> tuple[Told, list[list[str]]]:
    say(f"{kind}: inventing {size:,} accounts")
    factor = max(size // FULL, 1)
    with node_on(kind) as node:
        told = json.loads(node.script("tests.bench._ring", str(size), str(factor), patience=6 * 3600))
        node.start("--only", "staff")
        say(f"{kind}: asking")
        found = {
            key: asked(Analyst(node, one["cookie"]), one["pages"], ROUNDS)
            for key, one in told["people"].items()
        }
    rows = [
        [kind, f"{size:,}", NAMES[key], name, *_times(took)]
        for key, pages in found.items()
        for name, took in pages.items()
    ]
    return told, rows


def _times(took: Took) -> list[str]:
    return [f"{value:.0f} ms" for value in (took.ms(0.5), took.ms(0.95), took.cpu_ms, took.cpu_p95())]


def said(kind: str, size: int, told: Told) -> str:
    scores = told["scores"]
    wrong = ", ".join(scores["wrong"]) or "none"
    links = "not searched, Splink is missing"
    if scores["suggested"]:
        pairs = scores["pairs"]
        links = f"{scores['suggested']:,} suggested, precision {pairs['precision']:.4f}, recall {pairs['recall']:.4f}"
    return (
        f"- {kind}, {size:,} accounts: brought in with {told['brought']:.0f} s of processor time, sixteen weeks lived with "
        f"{told['lived']:.0f} s. Figures that are not the truth: {wrong}. Links: {links}. An account of somebody who is a danger to a "
        f"child stands before another one in {100 * scores['ahead']:.0f} of 100 cases."
    )


def main() -> None:
    crowded = crowded_line()
    told, rows = [], []
    for kind in kinds():
        for size in SIZES:
            found, times = measured(kind, size)
            told.append(said(kind, size, found))
            rows += times
    print("## The operation against the ring\n")
    print("Wanted: each page p95 at most 300 ms with 27,000 accounts, at most 1 s with ten times as many.\n")
    print("\n".join(told), "\n")
    print(table(HEAD, rows))
    print(
        f"\n`seawall demo --ring` with seed 21, then {ROUNDS} views of each page, one after the other over one connection. Processor: of the "
        "staff program for one answer; on SQLite, which works within it, that is about what a quiet machine takes. `make bench ARGS=ring`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
