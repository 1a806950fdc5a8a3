"""Whether anything is missed: a million questions, planted at every distance from 0 to 31 and asked with that distance as radius, among
a million codes, random and natural. `make bench ARGS=recall`; SEAWALL_BENCH_SIZES for other numbers of codes and questions."""

import os

import numpy as np

from seawall.engine.codes import Codes
from seawall.engine.search import brute
from seawall.engine.search.kernel import KERNEL
from tests.bench._nodes import say, table
from tests.bench._searchers import BELOW, CODES, planted_at

SIZES = [int(size) for size in os.environ.get("SEAWALL_BENCH_SIZES", "1000000").split(",")]
COMPARED = 2


def row(kind: str, size: int) -> list[str]:
    codes = CODES[kind](size, 1)
    index = KERNEL.Sealed(codes, KERNEL.seal(codes, seed=1), 1)
    count, missed, differing = -(-size // BELOW), 0, 0
    for radius in range(BELOW):
        say(f"{size:,} {kind} codes, radius {radius}")
        questions, rows = planted_at(codes, radius, count, seed=radius)
        found = index.search(questions, np.full(count, radius, np.uint8))
        pairs = found.query.astype(np.int64) * size + found.row
        missed += int(np.isin(np.arange(count) * size + rows, pairs, invert=True).sum())
        differing += not np.array_equal(
            np.sort(pairs[pairs < COMPARED * size]), compared(codes, questions, radius)
        )
    asked = BELOW * count
    return [
        f"{size:,} {kind}",
        f"{asked:,}",
        str(missed),
        f"{1 - missed / asked:.7f}",
        f"{differing} of {BELOW * COMPARED}",
    ]


def compared(codes: Codes, questions: Codes, radius: int) -> np.ndarray:
    """All matches of the first questions as the other implementation finds them: by reading every code."""
    found = brute.search(codes, questions[:COMPARED], np.full(COMPARED, radius, np.uint8), 0, None)
    return np.sort(found.query.astype(np.int64) * len(codes) + found.row)


def main() -> None:
    head = ["codes", "planted questions", "missed", "recall", "answers other than NumPy's"]
    print("## Recall\n")
    print(table(head, [row(kind, size) for size in SIZES for kind in CODES]))
    print(f"\nRadii 0 to 31, each question at exactly its radius from a code. Searched by {KERNEL.name}.")


if __name__ == "__main__":
    main()
