"""What waits in files enters the chains: every line once, whoever is killed in between.

The place up to which a file was read is kept in the same transaction as the lines. A file is removed when nobody writes
to it any more and all of it was read; if the machine stops just before, the place in the database says so.
"""

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hmac import compare_digest
from itertools import groupby
from pathlib import Path

import msgspec
from django.db import transaction

from seawall.audit.appending import Dated, append
from seawall.audit.models import Drained, Line
from seawall.audit.spool import folder, seal_of
from seawall.core.errors import SeawallError

log = logging.getLogger("seawall.audit")
# So much is read at a time that one transaction stays short.
PART = 256_000
LONGEST_DRAFT = 60.0
Also = Callable[[Sequence[Dated]], None]
_reader = msgspec.json.Decoder(Dated)


def drain(also: Also | None = None) -> int:
    """Put all that waits into the chains; how many lines it was. `also` is called with the lines of each transaction, in it.

    One process at a time; a second one finds nothing to do. Raises Django's `DatabaseError`: then it is tried again.
    """
    with _alone() as mine:
        return sum(_drain_file(path, also) for path in sorted(folder().glob("*.lines"))) if mine else 0


@contextmanager
def _alone() -> Iterator[bool]:
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder() / ".draining").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            _remove_drafts()
            yield True


def _remove_drafts() -> None:
    """Of who was killed before the file had its name. There is no line in them."""
    for draft in folder().glob(".*-*"):
        with suppress(FileNotFoundError):
            if time.time() - draft.stat().st_mtime > LONGEST_DRAFT:
                draft.unlink()


def _drain_file(path: Path, also: Also | None) -> int:
    count = 0
    with path.open("rb") as file:
        left_behind = _is_left_behind(file.fileno())
        # Looked at before a transaction is begun: on SQLite a transaction keeps every other writer out.
        while _place_in(path.name) < os.fstat(file.fileno()).st_size:
            read = _drain_part(file.fileno(), path.name, also)
            count += read
            if not read:
                break
        if left_behind:
            _finish(path)
    return count


def _place_in(name: str) -> int:
    return Drained.objects.filter(pk=name).values_list("size", flat=True).first() or 0


def _is_left_behind(file: int) -> bool:
    """Its writer holds the lock for as long as it may still write; asked before the last part is read."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@transaction.atomic
def _drain_part(file: int, name: str, also: Also | None) -> int:
    """The next part of a file in one transaction; how many lines it held, 0 where only half a one is left."""
    place, _ = Drained.objects.select_for_update().get_or_create(file=name)
    part = os.pread(file, PART, place.size)
    whole = part[: part.rfind(b"\n") + 1].splitlines()
    if not whole:
        return 0
    fresh = _fresh([line for text in whole if (line := _opened(text, name)) is not None])
    # Before the chains are locked: records first, the trail last.
    if also is not None and fresh:
        _draw(also, fresh)
    for agency_id, lines in groupby(sorted(fresh, key=_agency), key=_agency):
        append(agency_id, list(lines))
    Drained.objects.filter(pk=place.pk).update(size=place.size + part.rfind(b"\n") + 1)
    return len(whole)


def _draw(also: Also, lines: Sequence[Dated]) -> None:
    """The lines count more than what is drawn from them: a refusal there must not keep them out of the chain."""
    try:
        with transaction.atomic():
            also(lines)
    except SeawallError as error:
        log.error("nothing was drawn from %s lines: %s", len(lines), type(error).__qualname__)


def _agency(line: Dated) -> str:
    return line.deed.agency_id


def _opened(text: bytes, name: str) -> Dated | None:
    seal, _, body = text.partition(b" ")
    if not compare_digest(seal, seal_of(body)):
        # Another node's secret, a failing disk or a forger: it cannot be told apart, and enters no chain.
        log.error("a line that waits for the trail in %s is not as this node wrote it", name)
        return None
    return _reader.decode(body)


def _fresh(lines: list[Dated]) -> list[Dated]:
    """Without those the chain has: a folder that was restored from a backup brings old files back."""
    known = set(Line.objects.filter(pk__in=[line.line_id for line in lines]).values_list("pk", flat=True))
    return [line for line in lines if line.line_id not in known] if known else lines


def _finish(path: Path) -> None:
    """Half a line at the end was never answered: its writer was killed while writing it."""
    path.unlink()
    Drained.objects.filter(file=path.name).delete()
