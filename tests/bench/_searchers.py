"""One searcher in a process of its own: `python -m tests.bench._searchers NAME SIZE random|natural`, then a word a line, a figure a line back.

All hold the same codes, random ones or those of photographs, and answer the same queries, half of them planted within 31 bits of a code, in one thread.
"""

import functools
import json
import os
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from statistics import median
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"

import faiss
import numpy as np
import psutil
import pynear

from seawall.engine import Index
from seawall.engine.search import compiled
from tests.bench._natural import natural_codes

RADIUS = 31
LIMIT = 1000
# faiss searches below its radius, not up to it.
BELOW = RADIUS + 1
ADDED = 10_000


def random_codes(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (count, 32), np.uint8)


CODES = {"random": random_codes, "natural": natural_codes}


def queries_near(codes: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Half of them with 0 to 31 bits of a code flipped, half random; and which code, -1 for none."""
    generator = np.random.default_rng(2)
    rows = np.where(np.arange(count) % 2 == 0, generator.integers(0, len(codes), count), -1)
    order = generator.random((count, 256)).argsort(axis=1)
    flips = np.packbits(order < generator.integers(0, BELOW, count)[:, None], axis=1)
    return np.where(rows[:, None] >= 0, codes[rows] ^ flips, random_codes(count, 3)), rows


def planted_at(codes: np.ndarray, distance: int, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """So many queries, each at exactly this distance of a code, and the rows of these codes."""
    generator = np.random.default_rng(seed)
    rows = generator.integers(0, len(codes), count)
    flips = generator.random((count, 256), np.float32).argsort(axis=1) < distance
    return codes[rows] ^ np.packbits(flips, axis=1), rows


class Searcher(ABC):
    # So many queries at once that the slow ones take about a second.
    batch = 10_000

    @abstractmethod
    def build(self, codes: np.ndarray) -> None: ...

    @abstractmethod
    def add(self, codes: np.ndarray) -> None: ...

    @abstractmethod
    def search(self, queries: np.ndarray) -> Any: ...

    @abstractmethod
    def pairs(self, answer: Any) -> set[tuple[int, int]]:
        """Query and row of each match."""


class Kernel(Searcher):
    def build(self, codes: np.ndarray) -> None:
        self.codes, self.radius = codes, np.full(self.batch, RADIUS, np.uint8)
        self.sealed = compiled.Sealed(codes, compiled.seal(codes, seed=1), 1)
        self.tail = compiled.Tail(1)

    def add(self, codes: np.ndarray) -> None:
        self.tail.add(codes)

    def search(self, queries: np.ndarray) -> Any:
        return self.sealed.search(queries, self.radius[: len(queries)], LIMIT)

    def pairs(self, answer: Any) -> set[tuple[int, int]]:
        return set(zip(answer.query.tolist(), answer.row.tolist(), strict=True))


class Folder(Searcher):
    """The whole index: on disk, memory-mapped, merged into one segment."""

    def build(self, codes: np.ndarray) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.index = Index.open(self.folder.name, writable=True)
        self.index.add(np.arange(len(codes), dtype=np.uint64), codes)
        self.index.merge()
        self.next = len(codes)

    def add(self, codes: np.ndarray) -> None:
        self.index.add(np.arange(self.next, self.next + len(codes), dtype=np.uint64), codes)
        self.next += len(codes)

    def search(self, queries: np.ndarray) -> Any:
        return self.index.search(queries, RADIUS, LIMIT)

    def pairs(self, answer: Any) -> set[tuple[int, int]]:
        return set(zip(answer.query.tolist(), answer.id.tolist(), strict=True))


class Faiss(Searcher):
    batch = 200

    def __init__(self, index: Any) -> None:
        faiss.omp_set_num_threads(1)
        self.index = index

    def build(self, codes: np.ndarray) -> None:
        self.index.add(codes)

    def add(self, codes: np.ndarray) -> None:
        self.index.add(codes)

    def search(self, queries: np.ndarray) -> Any:
        return self.index.range_search(queries, BELOW)

    def pairs(self, answer: Any) -> set[tuple[int, int]]:
        starts, _, rows = answer
        return set(
            zip(
                np.repeat(np.arange(len(starts) - 1), np.diff(starts.astype(np.int64))).tolist(),
                rows.tolist(),
                strict=True,
            )
        )


class MultiHash(Faiss):
    def __init__(self, hashes: int, bits: int, flips: int) -> None:
        super().__init__(faiss.IndexBinaryMultiHash(256, hashes, bits))
        self.index.nflip = flips


class Pynear(Searcher):
    batch = 500
    nearest = 10

    def build(self, codes: np.ndarray) -> None:
        self.codes = codes
        self.index = pynear.MIHBinaryIndex(16)
        self.index.set(codes)

    def add(self, codes: np.ndarray) -> None:
        """It has no adding: all is built again."""
        self.index.set(np.concatenate([self.codes, codes]))

    def search(self, queries: np.ndarray) -> Any:
        return self.index.searchKNN_arrays(queries, self.nearest, RADIUS)

    def pairs(self, answer: Any) -> set[tuple[int, int]]:
        rows, _ = answer
        return {(query, row) for query, line in enumerate(rows.tolist()) for row in line if row >= 0}


# A MultiHash of h hashes with f flips misses nothing within h * (f + 1) - 1 bits; the bits of a hash are what is tuned.
SEARCHERS: dict[str, Callable[[], Searcher]] = {
    "Seawall, kernel": Kernel,
    "Seawall, index": Folder,
    "faiss MultiHash 16×16, 1 flip": functools.partial(MultiHash, 16, 16, 1),
    "faiss MultiHash 16×14, 1 flip": functools.partial(MultiHash, 16, 14, 1),
    "faiss MultiHash 11×18, 2 flips": functools.partial(MultiHash, 11, 18, 2),
    "faiss MultiHash 12×21, 2 flips": functools.partial(MultiHash, 12, 21, 2),
    "faiss MultiHash 11×23, 2 flips": functools.partial(MultiHash, 11, 23, 2),
    "faiss Flat": lambda: Faiss(faiss.IndexBinaryFlat(256)),
    "pynear MIH(16)": Pynear,
}


def seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Course:
    """What a searcher is put through."""

    def __init__(self, name: str, size: int, kind: str) -> None:
        self.searcher = SEARCHERS[name]()
        codes = CODES[kind](size, 1)
        self.queries, self.rows = queries_near(codes, self.searcher.batch)
        self.singles = [self.queries[i : i + 1] for i in range(min(100, self.searcher.batch))]
        before = psutil.Process().memory_info().rss
        self.built = seconds(lambda: self.searcher.build(codes))
        # The kernel and pynear keep the codes they are given: they are theirs too, as in the others.
        kept = codes.nbytes if hasattr(self.searcher, "codes") else 0
        self.memory = psutil.Process().memory_info().rss - before + kept

    def facts(self) -> dict[str, float]:
        found = self.searcher.pairs(self.searcher.search(self.queries))
        planted = [(query, row) for query, row in enumerate(self.rows.tolist()) if row >= 0]
        return {
            "build": self.built,
            "memory": self.memory,
            "recall": sum(pair in found for pair in planted) / len(planted),
        }

    def take(self, word: str) -> float:
        if word == "batch":
            return self.searcher.batch / seconds(lambda: self.searcher.search(self.queries))
        if word == "single":
            return median(seconds(lambda query=query: self.searcher.search(query)) for query in self.singles)
        return seconds(lambda: self.searcher.add(random_codes(ADDED, 4)))


def main(name: str, size: int, kind: str) -> None:
    course = Course(name, size, kind)
    print(json.dumps(course.facts()), flush=True)
    for line in sys.stdin:
        print(course.take(line.strip()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
