"""How fast VICS files are written, read and taken into a node, and in how much memory; each in a process of its own, so that its peak
is its own. Beside it the same file through ijson alone, and the rows of the import put into empty tables with nothing done to them.
`SEAWALL_BENCH_SIZES=100000` for another number of records than a million."""

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import ijson

from seawall.wire.vics import Media, MediaFile, open_vics, write_hash_set
from tests.bench._nodes import crowded_line, kinds, node_on, say, table
from tests.durability.node import Node

SIZES = [int(size) for size in os.environ.get("SEAWALL_BENCH_SIZES", "1000000").split(",")]
WRITE, READ, PEER = "write", "read", "ijson alone"
NEW, AGAIN, OUT, PLAIN = "import", "import again", "export", "rows alone"
# 2026-01-02T03:04:05Z
MOMENT = 1_767_323_045_000_000_000


def records(count: int) -> Iterator[Media]:
    """As a shared hash set has them, a tenth of them with PhotoDNA and a place."""
    for number in range(count):
        code = hashlib.sha256(number.to_bytes(8)).hexdigest()
        whole = number % 10 == 0
        yield Media(
            code[:32],
            number,
            number % 5,
            sha1=code[:40],
            photodna="A" * 192 if whole else "",
            victim_identified=False,
            is_distributed=True,
            series="SYNTHETIC",
            tags=("red", "square"),
            size=number,
            updated=MOMENT + number * 1000,
            files=(MediaFile("square.png", "SRC001\\square.png", created=MOMENT),) if whole else (),
        )


def child(deed: str, path: Path, count: int) -> None:
    """Prints seconds, seconds of processor time, the peak of memory in megabytes."""
    begun, busy = time.perf_counter(), time.process_time()
    if deed == WRITE:
        with path.open("wb") as file:
            done = write_hash_set(records(count), file)
    elif deed == PEER:
        with path.open("rb") as file:
            done = sum(1 for _each in ijson.items(file, "value.item"))
    else:
        with path.open("rb") as file:
            done = sum(isinstance(each, Media) for each in open_vics(file))
    assert done == count
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.perf_counter() - begun, time.process_time() - busy, peak)


def measured(deed: str, path: Path, count: int) -> list[str]:
    say(f"{deed} {count:,} records")
    asked = [sys.executable, "-m", "tests.bench.vics", deed, str(path), str(count)]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return row("", deed, count, said)


def imported(kind: str, path: Path, count: int) -> list[list[str]]:
    with node_on(kind) as node:
        node.prepare()
        written = path.with_suffix(".out")
        deeds = {
            NEW: ("_vics_import", "import", str(path)),
            AGAIN: ("_vics_import", "import", str(path)),
            OUT: ("_vics_import", "export", str(written)),
            PLAIN: ("_vics_plain",),
        }
        rows = [taken(kind, node, deed, count, *words) for deed, words in deeds.items()]
        written.unlink()
    return rows


def taken(kind: str, node: Node, deed: str, count: int, module: str, *words: str) -> list[str]:
    say(f"{kind}: {deed} {count:,} records")
    return row(kind, deed, count, node.script(f"tests.bench.{module}", *words).splitlines()[-1])


def row(kind: str, deed: str, count: int, said: str) -> list[str]:
    seconds, busy, peak, *first = map(float, said.split())
    say(said)
    rates = [f"{count / spent:,.0f}/s" for spent in (seconds, *(first or [busy]), busy)]
    return [kind, deed, f"{count:,}", *rates, f"{peak:.0f} MB"]


def main() -> None:
    crowded = crowded_line()
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "hash-set.json"
        for size in SIZES:
            rows += [measured(deed, file, size) for deed in (WRITE, READ, PEER)]
            rows += [one for kind in kinds() for one in imported(kind, file, size)]
    head = [
        "database",
        "VICS 2.0 hash set",
        "records",
        "records",
        "records in processor time of the first process",
        "of all its processes",
        "peak of memory",
    ]
    print("## VICS\n")
    print("Wanted: imported at 10,000 a second, in at most 300 MB.\n")
    print(table(head, rows))
    print(
        "\nProcessor time without PostgreSQL's own. An import of a large file has two processes: one reads and checks, the first writes, and on a machine that leaves each a processor nothing waits for the other; memory is that of both together. Rows alone: what the import wrote (item, fingerprints, statement, line of the trail) into empty tables with the same indexes, a thousand records a transaction. `make bench ARGS=vics`"
    )
    print(crowded)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        child(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
