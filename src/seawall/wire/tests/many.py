"""`python -m seawall.wire.tests.many write|open FILE KEY` writes or opens a snapshot of a million entries, and prints the megabytes
that this took at most, beyond what the process had before, and its seconds of processor time."""

import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from seawall.wire.snapshot import Entry, Given, Header, SnapshotList, open_with_identities, write

MANY = 1_000_000
HEADER = Header(
    "Polizei Musterland",
    datetime(2026, 11, 22, 5, 0, tzinfo=UTC),
    datetime(2026, 12, 22, 5, 0, tzinfo=UTC),
    (
        SnapshotList("lst_a", "Known", "known", 31, "amber+strict"),
        SnapshotList("lst_b", "Cups", "harmless", 0, "red"),
    ),
)


def many(count: int) -> Iterator[Entry]:
    for number in range(count):
        yield Entry(
            "lst_a" if number % 3 else "lst_b",
            f"ent_{number:026d}",
            f"itm_{number:026d}",
            "amber",
            number % 7 == 0,
            {"baseline": ("1", f"category {number % 5}")},
            (Given("pdq", code(number), number % 101),),
        )


def code(number: int) -> str:
    # An odd number near the golden ratio of 2**64 strews them.
    return f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % (1 << 256):064x}"


def main(deed: str, path: Path, key: str) -> None:
    identity = pyrage.x25519.Identity.from_str(key)
    before = resource.getrusage(resource.RUSAGE_SELF)
    if deed == "write":
        with path.open("wb") as file:
            write(HEADER, many(MANY), file, recipients=[str(identity.to_public())])
    else:
        with path.open("rb") as file:
            found = open_with_identities(file, [key]).entries
        assert len(found) == MANY and found[MANY - 1].fingerprints[0].value == code(MANY - 1)
    after = resource.getrusage(resource.RUSAGE_SELF)
    sys.stdout.write(f"{(after.ru_maxrss - before.ru_maxrss) / 1024} {time.process_time()}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
