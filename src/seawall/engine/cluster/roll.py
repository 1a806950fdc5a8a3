"""The roll: a file that names, for each shard, the replicas that hold everything ever acknowledged. It is what makes it
certain, after any loss, that a replica which missed a change is not taken for a whole one."""

import hashlib
import json
import secrets
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from seawall.engine.search.disk import damaged, store, sync_folder
from seawall.engine.search.manifest import WIDTHS

NAME = "roll"
_FIRST_LINE = "seawall-roll 1 "
MOST_SHARDS = 4096


@dataclass(frozen=True)
class Roll:
    # Names the folders of the replicas, so that those of another cluster are never taken for ours.
    cluster: str
    kind: str
    # How many replicas each shard should have.
    replicas: int
    # Counts the wardens: what an earlier one has sent and was late is refused.
    era: int
    # The application's mark: all that came before it is in every shard.
    mark: int | None
    # For each shard the tokens of its whole replicas. None at all: nothing was ever stored in it.
    members: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        return WIDTHS[self.kind]


def new(kind: str, shards: int, replicas: int) -> Roll:
    return Roll(secrets.token_hex(8), kind, replicas, 0, None, ((),) * shards)


class RollFile:
    """The roll in memory and on the disk alike. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self.roll = read(folder)

    def next_era(self) -> int:
        with self._lock:
            self._write(replace(self.roll, era=self.roll.era + 1))
        return self.roll.era

    def note(self, mark: int) -> None:
        with self._lock:
            if mark != self.roll.mark:
                self._write(replace(self.roll, mark=mark))

    def enrol(self, shard: int, tokens: set[str]) -> None:
        """From now on these replicas, and no others, are whole. Raises `NotWritten`; then nothing has changed."""
        if not tokens:
            raise ValueError("a shard without a whole replica would look like one that never held anything")
        with self._lock:
            if tokens != set(self.roll.members[shard]):
                members = list(self.roll.members)
                members[shard] = tuple(sorted(tokens))
                self._write(replace(self.roll, members=tuple(members)))

    def _write(self, roll: Roll) -> None:
        write(self._folder, roll)
        self.roll = roll


def write(folder: Path, roll: Roll) -> None:
    body = json.dumps(asdict(roll), sort_keys=True, separators=(",", ":"))
    store(folder / NAME, [f"{_FIRST_LINE}{_digest(body)}\n{body}\n".encode()])
    sync_folder(folder)


def read(folder: Path) -> Roll:
    """Raises `Damaged` if the file is not what was written, FileNotFoundError if there is none."""
    path = folder / NAME
    try:
        first, body, rest = path.read_text(encoding="ascii").split("\n")
        if rest or first != _FIRST_LINE + _digest(body):
            raise damaged(path, "its checksum does not match")
        return _roll(json.loads(body))
    except (ValueError, TypeError, KeyError) as error:
        raise damaged(path, f"not a roll of this version ({error})") from error


def _roll(body: dict[str, Any]) -> Roll:
    members = tuple(tuple(str(token) for token in tokens) for tokens in body.pop("members"))
    roll = Roll(**body, members=members)
    if roll.kind not in WIDTHS or not 0 < len(members) <= MOST_SHARDS:
        raise ValueError("unknown kind, or no shards")
    return roll


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
