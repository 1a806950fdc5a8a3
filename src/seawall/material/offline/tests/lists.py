"""Snapshots of invented lists."""

from datetime import UTC, datetime, timedelta
from typing import Any

from seawall.material.offline.shelf import Shelf
from seawall.wire.manifest import Exact, FileRecord, Frame, Pdq, Video, Why
from seawall.wire.snapshot import Entry, Given, Header, Reading, SnapshotList, lines_of

NOW = datetime.now(UTC).replace(microsecond=0)
KNOWN = SnapshotList("lst_known", "Known material", "known", 31, "amber")
NARROW = SnapshotList("lst_narrow", "Narrow", "known", 10, "amber")
CUPS = SnapshotList("lst_cups", "Cups and bridges", "harmless", 31, "green")


def header(*lists: SnapshotList, days: float = 30) -> Header:
    until = NOW + timedelta(days=days)
    return Header(
        "Polizei Musterland", min(NOW, until) - timedelta(days=1), until, lists or (KNOWN, NARROW, CUPS)
    )


def entry(name: str, *given: Given, on: SnapshotList = KNOWN, disputed: bool = False) -> Entry:
    return Entry(
        on.id,
        f"ent_{name}",
        f"itm_{name}",
        "amber",
        disputed,
        {"interpol-baseline": ("1", "baseline")},
        given,
    )


def shelf(*entries: Entry) -> Shelf:
    reading = Reading()
    reading.write(b"".join(lines_of(header(), entries)))
    return Shelf(reading.finished())


def code(bits: int = 0, seed: int = 7) -> str:
    """The code of a seed, with so many bits changed."""
    number = int.from_bytes(bytes((seed * 37 + 11 * place) % 256 for place in range(32)), "big")
    return f"{number ^ ((1 << bits) - 1):064x}"


def md5(seed: int) -> str:
    return f"{seed:032x}"


def picture(seed: int, *, bits: int = 0, quality: int = 90, exact: int = 0, **more: Any) -> FileRecord:
    """A picture whose code is some bits from that of the seed, and whose bytes are those of `exact`."""
    exactly = Exact(md5(exact or 1000 + seed), f"{exact:040x}", f"{exact:064x}")
    return FileRecord(f"{seed}.jpg", 1, 5, exactly, pdq=Pdq(code(bits, seed), quality), **more)


def video(*codes: str, quality: int = 90) -> FileRecord:
    frames = tuple(Frame(float(second), Pdq(each, quality)) for second, each in enumerate(codes))
    return FileRecord("film.mp4", 1, 5, Exact(md5(50), f"{50:040x}", f"{50:064x}"), video=Video(frames))


def other(reason: str) -> FileRecord:
    return FileRecord("other", 1, 5, Exact(md5(6), f"{6:040x}", f"{6:064x}"), not_hashable=Why(reason))
