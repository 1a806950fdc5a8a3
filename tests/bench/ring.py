"""The operation against the ring at its full size, lived through its sixteen weeks: how long each page takes that Dana, Joost and Jonas
read, over real HTTP. `SEAWALL_BENCH_SIZES=27000,270000` for other sizes; what is a multiple of the full size is as many times as large in
everything. `SEAWALL_BENCH_DATABASES=SQLite` or `PostgreSQL` for one of the two. What is measured is told as soon as it is: whoever ends
it early keeps that."""

import json
import os
from collections.abc import Mapping
from itertools import product
from typing import Any

from tests.bench._analyst import Analyst, Took, asked
from tests.bench._nodes import crowded_line, kinds, node_on, say, table
from tools.bench import SO_FAR

FULL = 27_000
SIZES = [int(size) for size in os.environ.get("SEAWALL_BENCH_SIZES", str(FULL)).split(",")]
ROUNDS = 25
NAMES = {"dana": "Dana", "joost": "Joost", "jonas": "Jonas"}
HEAD = ["database", "accounts", "who", "page", "median", "p95", "processor", "processor p95"]
Told = Mapping[str, Any]


class Section:
    """What was measured so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: list[list[str]] = []
        self.crowded = crowded_line()

    def measure(self, kind: str, size: int) -> None:
        say(f"{kind}: inventing {size:,} accounts and living sixteen weeks")
        factor = max(size // FULL, 1)
        with node_on(kind) as node:
            told = json.loads(node.script("tests.bench._ring", str(size), str(factor), patience=6 * 3600))
            self.lines.append(said(kind, size, told))
            self.tell()
            node.start("--only", "staff")
            for key, one in told["people"].items():
                say(f"{kind}: {NAMES[key]} asks")
                pages = asked(Analyst(node, one["cookie"]), one["pages"], ROUNDS)
                self.rows += [
                    [kind, f"{size:,}", NAMES[key], name, *times(took)] for name, took in pages.items()
                ]
                self.tell()

    def tell(self) -> None:
        print("## The operation against the ring\n")
        print(
            "Wanted: each page p95 at most 300 ms with 27,000 accounts, at most 1 s with ten times as many.\n"
        )
        print("\n".join(self.lines), "\n")
        print(table(HEAD, self.rows))
        print(
            f"\n`seawall demo --ring` with seed 21, then {ROUNDS} views of each page, one after the other over one connection. Joost's "
            "agency has a part of it by its country. Processor: of the staff program for one answer, and of PostgreSQL's server on the "
            "same machine; that is about what a quiet machine takes. `make bench ARGS=ring`"
        )
        print(self.crowded)
        print(SO_FAR, flush=True)


def times(took: Took) -> list[str]:
    return [f"{value:.0f} ms" for value in (took.ms(0.5), took.ms(0.95), took.cpu_ms, took.cpu_p95())]


def said(kind: str, size: int, told: Told) -> str:
    scores = told["scores"]
    wrong = ", ".join(scores["wrong"]) or "none"
    links = "not searched, Splink is missing"
    if scores["suggested"]:
        pairs = scores["pairs"]
        links = f"{scores['suggested']:,} suggested, precision {pairs['precision']:.4f}, recall {pairs['recall']:.4f}"
    return (
        f"- {kind}, {size:,} accounts: brought in with {told['brought']:.0f} s of the program's processor time, sixteen weeks lived with "
        f"{told['lived']:.0f} s. Figures that are not the truth: {wrong}. Links: {links}. An account of somebody who is a danger to a "
        f"child stands before another one in {100 * scores['ahead']:.0f} of 100 cases."
    )


def main() -> None:
    section = Section()
    for size, kind in product(SIZES, kinds()):
        section.measure(kind, size)


if __name__ == "__main__":
    main()
