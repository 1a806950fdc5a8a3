"""Near search against its peers, each in its best setting; `SEAWALL_BENCH_SIZES=10000000` for other sizes than the usual ones,
`SEAWALL_BENCH_CODES=natural` for the codes of photographs alone."""

import json
import os
import subprocess
import sys
from itertools import product
from statistics import median

from tests.bench._nodes import crowded_line, say, table
from tests.bench._searchers import SEARCHERS

SIZES = [int(size) for size in os.environ.get("SEAWALL_BENCH_SIZES", "100000,1000000").split(",")]
KINDS = os.environ.get("SEAWALL_BENCH_CODES", "random,natural").split(",")
OURS = ["Seawall, kernel", "Seawall, index"]
FIELD = "faiss MultiHash 16×16, 1 flip"
# Settings that were best on this distribution at about this size; 16×16 is what the field runs.
TUNED = {
    100_000: ["faiss MultiHash 16×14, 1 flip", "faiss MultiHash 11×18, 2 flips"],
    1_000_000: ["faiss MultiHash 12×21, 2 flips"],
    10_000_000: ["faiss MultiHash 11×23, 2 flips"],
}
ROUNDS = 3


class Runner:
    """A searcher in its own process; all wait while one works, and take turns, so that a busy minute hits them alike."""

    def __init__(self, name: str, size: int, kind: str) -> None:
        say(f"building {name} of {size:,}, {kind}")
        command = [sys.executable, "-m", "tests.bench._searchers", name, str(size), kind]
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.facts = json.loads(self._line())
        self.figures: dict[str, list[float]] = {"batch": [], "single": [], "add": []}

    def take(self, word: str) -> None:
        assert self.process.stdin
        print(word, file=self.process.stdin, flush=True)
        self.figures[word].append(float(self._line()))

    def best(self, word: str) -> float:
        return median(self.figures[word])

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(60)

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()


def course(size: int, kind: str) -> list[Runner]:
    nearest = min(TUNED, key=lambda known: abs(known - size))
    names = [*OURS, FIELD, *TUNED[nearest], "faiss Flat", "pynear MIH(16)"]
    assert set(names) <= set(SEARCHERS)
    runners = [Runner(name, size, kind) for name in names]
    for turn in range(ROUNDS):
        say(f"round {turn + 1} of {ROUNDS}")
        for runner in runners:
            runner.take("batch")
            runner.take("single")
    for runner in runners:
        runner.take("add")
        runner.end()
    return runners


def row(runner: Runner) -> list[str]:
    facts = runner.facts
    return [
        runner.name,
        f"{runner.best('batch'):,.0f}",
        f"{runner.best('single') * 1e6:,.0f} µs",
        f"{facts['build']:.2f} s",
        f"{facts['memory'] / 1e6:,.0f} MB",
        f"{runner.best('add') * 1e3:,.1f} ms",
        f"{facts['recall']:.4f}",
    ]


def ratios(runners: list[Runner]) -> list[list[str]]:
    ours, peers = [r for r in runners if r.name in OURS], [r for r in runners if r.name not in OURS]
    field = next(r for r in peers if r.name == FIELD)
    exact = [r for r in peers if r.facts["recall"] == 1]
    quickest = max(exact, key=lambda r: r.best("batch"))
    readiest = min(exact, key=lambda r: r.best("single"))
    return [
        [
            mine.name,
            f"{mine.best('batch') / quickest.best('batch'):,.0f}× {quickest.name}",
            f"{mine.best('batch') / field.best('batch'):,.0f}×",
            f"{readiest.best('single') / mine.best('single'):,.0f}× {readiest.name}",
            f"{field.facts['build'] / mine.facts['build']:.1f}×",
            f"{mine.facts['memory'] / field.facts['memory']:.2f}",
            f"{field.best('add') / mine.best('add'):.1f}×",
        ]
        for mine in ours
    ]


def main() -> None:
    crowded = crowded_line()
    print("## Near search\n")
    print(
        "Wanted, with nothing missed: a batch 25× / 80× / 50× the best exact peer at 10^5 / 10^6 / 10^7 codes and 25× / 200× / 500×"
        " what the field runs (MultiHash 16×16); a single query 20×; build 5×, memory 0.8 and adding 10,000 5×, against 16×16.\n"
    )
    for size, kind in product(SIZES, KINDS):
        runners = course(size, kind)
        head = ["searcher", "batch, queries/s", "one query", "build", "memory", "adding 10,000", "recall"]
        print(f"### {size:,} {kind} codes\n")
        print(table(head, [row(runner) for runner in runners]), "\n")
        head = ["", "batch", "batch, field", "one query", "build, field", "memory, field", "adding, field"]
        print(table(head, ratios(runners)), "\n", flush=True)
    print(
        "Random codes, and codes of crops of nine free photographs (natural); radius 31, one thread each, in turns; half the queries planted within 31 bits. The index is on disk, mapped"
        " and merged into one segment; its add is on the disk when it returns, that of the others is in memory. faiss and pynear"
        f" in the best settings known; pynear gives the ten nearest. {os.getloadavg()[0]:.1f} processes were waiting for"
        f" {os.cpu_count()} cores at the end. `make bench ARGS=search`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
