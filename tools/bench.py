"""Measure, and write what was measured into docs/figures.md.

    make bench                     everything in tests/bench
    make bench ARGS="intake"       one

Each `tests/bench/<name>.py` is a program of its own (`python -m tests.bench.<name>`): progress to stderr, one Markdown section
to stdout. The section replaces the one between `<!-- <name> -->` and `<!-- /<name> -->`, or is added at the end. One that takes long may
tell its section anew as it gets further, each time with the line SO_FAR after it: if it ends early, the last one stays.
"""

import os
import platform
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "tests" / "bench"
FIGURES = ROOT / "docs" / "figures.md"
SO_FAR = "<!-- so far -->"


def names() -> list[str]:
    return sorted(path.stem for path in BENCH.glob("*.py") if not path.stem.startswith("_"))


def machine() -> str:
    """What the figures were measured on, without anything that names the machine itself."""
    processor = _first(Path("/proc/cpuinfo"), r"model name\s*: (.+)") or platform.machine()
    memory = int(_first(Path("/proc/meminfo"), r"MemTotal:\s+(\d+)") or 0) // 1_000_000
    day = datetime.now(UTC).date().isoformat()
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{day}, {os.cpu_count()} cores of {processor}, {memory} GB, {versions}, {speed()}"


def speed() -> str:
    """Rented processors run at half their speed for minutes; nothing else on the machine shows it."""
    begun, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return f"ten million additions in {time.process_time() - begun:.2f} s"


def _first(path: Path, pattern: str) -> str:
    found = re.search(pattern, path.read_text(encoding="utf-8")) if path.exists() else None
    return found[1].strip() if found else ""


def put(page: str, name: str, section: str) -> str:
    block = f"<!-- {name} -->\n{section.strip()}\n<!-- /{name} -->"
    place = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
    return place.sub(lambda _: block, page) if place.search(page) else f"{page.rstrip()}\n\n{block}\n"


def measure(name: str, program: Sequence[str]) -> None:
    print(f"==> {name}", flush=True)
    section = ""
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            if line.strip() == SO_FAR:
                keep(name, section)
                section = ""
            else:
                section += line
    if running.returncode:
        sys.exit(f"{name} ended with {running.returncode}; docs/figures.md keeps what was whole before")
    if section.strip():
        keep(name, section)


def keep(name: str, section: str) -> None:
    told = f"{section.strip()}\n\n*Measured {machine()}.*"
    print(told, flush=True)
    FIGURES.write_text(put(FIGURES.read_text(encoding="utf-8"), name, told), encoding="utf-8")


def main(wanted: list[str]) -> None:
    wanted = [name.replace("-", "_") for name in wanted]
    unknown = set(wanted) - set(names())
    if unknown:
        sys.exit(f"no such measurement: {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    for name in wanted or names():
        measure(name, [sys.executable, "-m", f"tests.bench.{name}"])


if __name__ == "__main__":
    main(sys.argv[1:])
