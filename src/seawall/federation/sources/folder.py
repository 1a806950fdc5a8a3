"""A folder of this node into which the operator drops files: each is taken once, by its contents, whatever it is called later.

Files stay where they are and are never written to. What is younger than some seconds may still be copied and waits for the next run.
"""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from seawall.core import clock
from seawall.core.errors import Invalid
from seawall.federation.sources.batches import Asking, Batch, FileStep, Troubled
from seawall.federation.states import FileFault, Trouble
from seawall.material.states import Arrival, FingerprintKind, GivenFingerprint, arrival_of
from seawall.material.states import Source as Whose
from seawall.wire.faults import Fault, Malformed, Problem
from seawall.wire.lines import malformed
from seawall.wire.manifest import FileRecord, open_manifest
from seawall.wire.recognise import BEGINNING, MANIFEST, VICS, format_of
from seawall.wire.vics import open_vics

STILL_COPIED_SECONDS = 5
MOST_FILES = 10_000
BATCH = 500
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as the last run saw it: looked into again only when this has changed."""

    size: int
    changed: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    arrival: Arrival | None
    whose: Whose | None = None


def folder_of(place: str) -> Path:
    """Below SEAWALL_SOURCES, whatever `place` says. Errors: Troubled."""
    root = Path(settings.SOURCES).resolve()
    found = (root / place).resolve()
    if found.parent != root or not found.is_dir():
        raise Troubled(Trouble.NO_FOLDER)
    return found


def read(asking: Asking) -> Iterator[Batch]:
    folder = folder_of(asking.place)
    before = {name: Seen(*found) for name, found in asking.checkpoint.get("files", {}).items()}
    begun = clock.now()
    now: dict[str, Seen] = {}
    done = {seen.sha256 for seen in before.values()}
    in_hand = asking.checkpoint.get("in_hand", {})
    for path in _files(folder):
        seen = _seen(path, before.get(path.name))
        if seen is None:
            seen = Seen(0, 0, "?" + hashlib.sha256(path.name.encode()).hexdigest()[:60])
            now[path.name] = seen
            unread = FileStep(path.name[:255], seen.sha256, 0, end=True, why=FileFault.NOT_READ)
            yield Batch(_checkpoint(before, now), file=unread)
            continue
        if seen.sha256 not in done:
            skip = in_hand.get("records", 0) if in_hand.get("sha256") == seen.sha256 else 0
            yield from _taken(path, seen, skip, asking.name, _checkpoint(before, now))
        done.add(seen.sha256)
        now[path.name] = seen
    yield Batch({"files": _plain(now)}, read_upto=begun)


def _files(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if _is_ready(path)]
    except OSError:
        raise Troubled(Trouble.NO_FOLDER) from None
    return sorted(found)[:MOST_FILES]


def _is_ready(path: Path) -> bool:
    """A link could lead out of the folder."""
    if path.name.startswith(".") or path.is_symlink() or not path.is_file():
        return False
    return time.time() - path.stat().st_mtime >= STILL_COPIED_SECONDS


def _seen(path: Path, before: Seen | None) -> Seen | None:
    try:
        facts = path.stat()
        if before and (before.size, before.changed) == (facts.st_size, facts.st_mtime_ns):
            return before
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return Seen(facts.st_size, facts.st_mtime_ns, digest.hexdigest())
    except OSError:
        return None


def _plain(files: dict[str, Seen]) -> dict[str, Any]:
    return {name: [seen.size, seen.changed, seen.sha256] for name, seen in files.items()}


def _checkpoint(before: dict[str, Seen], now: dict[str, Seen]) -> dict[str, Any]:
    return {"files": _plain({**before, **now})}


def _taken(path: Path, seen: Seen, skip: int, name: str, kept: dict[str, Any]) -> Iterator[Batch]:
    step = FileStep(path.name[:255], seen.sha256, seen.size, skip)
    why, some, refused = FileFault.NONE, list[Record](), 0
    try:
        with path.open("rb") as file:
            for number, record in enumerate(_records(file, name), 1):
                if number <= skip:
                    continue
                some.append(record)
                if len(some) == BATCH:
                    step = replace(step, records=number)
                    kept = {**kept, "in_hand": {"sha256": seen.sha256, "records": number}}
                    yield _batch(some, kept, step)
                    some = []
                refused += record.arrival is None
    except _OtherFormat:
        why = FileFault.OTHER_FORMAT
    except Malformed:
        why = FileFault.SPOILED
    except OSError:
        why = FileFault.NOT_READ
    if why is FileFault.NONE and refused:
        why = FileFault.SOME_RECORDS
    step = replace(step, records=step.records + len(some), end=True, why=why)
    files = {**kept["files"], path.name: [seen.size, seen.changed, seen.sha256]}
    yield _batch(some, {"files": files}, step)


def _batch(some: list[Record], kept: dict[str, Any], step: FileStep) -> Batch:
    arrivals = tuple(record.arrival for record in some if record.arrival)
    whose = next((record.whose for record in some if record.whose), None)
    refused = sum(record.arrival is None for record in some)
    return Batch(kept, refused=refused, arrivals=arrivals, whose=whose, file=step)


class _OtherFormat(Exception):
    pass


def _records(file: BinaryIO, name: str) -> Iterator[Record]:
    found = format_of(file.read(BEGINNING))
    file.seek(0)
    if found == VICS:
        vics = open_vics(file)
        region = f":{vics.region}" if vics.region else ""
        whose = Whose(name, f"vics-{vics.version}{region}")
        for each in vics:
            yield Record(None if isinstance(each, Fault) else arrival_of(each), whose)
    elif found == MANIFEST:
        manifest = open_manifest(file)
        for record in manifest:
            if record.exact and (record.pdq or record.video):
                yield Record(_of_scan(record))
        if manifest.end is None:
            raise malformed(manifest.line, "", Problem.CUT)
    else:
        raise _OtherFormat


def _of_scan(record: FileRecord) -> Arrival | None:
    """What a scan has found has no word of a source: the files lie with us."""
    try:
        given = [
            GivenFingerprint(kind, getattr(record.exact, kind.value))
            for kind in (FingerprintKind.SHA256, FingerprintKind.SHA1, FingerprintKind.MD5)
        ]
        if record.pdq:
            given.append(GivenFingerprint(FingerprintKind.PDQ, record.pdq.value, record.pdq.quality))
    except Invalid:
        return None
    return Arrival(tuple(given))
