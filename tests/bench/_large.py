"""So many codes that only faiss Flat fits beside them, by hand: `python -m tests.bench._large 100000000` (15 GB at its peak, five minutes
on a machine that does nothing else). All times are of the processor.

Smaller numbers, for their distance from the physical limit, need no peer: a third word `alone`.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import faiss
import numpy as np
import psutil

from seawall.engine.codes import Codes
from seawall.engine.search import compiled
from tests.bench._searchers import BELOW, RADIUS, queries_near, random_codes

BATCH = 131_072
# Each takes faiss Flat a third of a second at 10^8.
FLAT = 8
SINGLE = 300

Pairs = set[tuple[int, int]]


def took(times: int, do: Callable[[], Any]) -> float:
    """The median, in seconds of the processor: others may use it too."""
    seconds = []
    for _ in range(times):
        began = time.process_time()
        do()
        seconds.append(time.process_time() - began)
    return median(seconds)


def flat(codes: Codes, queries: Codes) -> tuple[float, Pairs]:
    """Seconds a query, and its answers."""
    index = faiss.IndexBinaryFlat(codes.shape[1] * 8)
    index.add(codes)
    ends, _, rows = index.range_search(queries, BELOW)
    pairs = {(i, int(row)) for i in range(len(queries)) for row in rows[ends[i] : ends[i + 1]]}
    return took(3, lambda: index.range_search(queries, BELOW)) / len(queries), pairs


def ours(codes: Codes, queries: Codes, planted: np.ndarray) -> tuple[float, Pairs]:
    began = time.process_time()
    sealed = compiled.Sealed(codes, compiled.seal(codes, seed=1), 1)
    print(f"built in {time.process_time() - began:.1f} s of processor", flush=True)
    radii = np.full(len(queries), RADIUS, np.uint8)
    found = sealed.search(queries, radii)
    pairs = set(zip(found.query.tolist(), found.row.tolist(), strict=True))
    missed = sum((query, int(row)) not in pairs for query, row in enumerate(planted) if row >= 0)
    for size in (10_000, 100_000, len(queries)):
        each = took(3, partial(sealed.search, queries[:size], radii[:size])) / size
        print(f"batch of {size:,}: {each * 1e6:.1f} µs a query", flush=True)
    numbers = iter(range(SINGLE))

    def single() -> None:
        number = next(numbers)
        sealed.search(queries[number : number + 1], radii[:1])

    print(f"one query: {took(SINGLE, single) * 1e6:.0f} µs")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    resident = psutil.Process().memory_info().rss
    print(f"{missed} planted were missed; {resident / 1e9:.1f} GB resident, {peak / 1e9:.1f} GB at the peak")
    return each, pairs


def main(size: int, *, beside: bool) -> None:
    faiss.omp_set_num_threads(1)
    codes = random_codes(size, 1)
    queries, planted = queries_near(codes, BATCH)
    if beside:
        peer, wanted = flat(codes, queries[:FLAT])
        gc.collect()
        print(f"faiss Flat {faiss.__version__}: {peer * 1e3:.1f} ms a query", flush=True)
    each, pairs = ours(codes, queries, planted)
    if beside:
        same = wanted == {pair for pair in pairs if pair[0] < FLAT}
        print(f"{peer / each:,.0f} times faiss Flat; its answers are {'the same' if same else 'OTHERS'}")


if __name__ == "__main__":
    main(int(sys.argv[1]), beside="alone" not in sys.argv[2:])
