"""Fingerprints of many files, on all nodes of a Ray cluster at once: every file has an answer, in order, whatever it does."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ray
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from ray.exceptions import NodeDiedError, ObjectLostError, OutOfMemoryError, WorkerCrashedError

from seawall.engine.cluster.talk import got
from seawall.engine.errors import BadInput
from seawall.engine.fingerprints import Fingerprints, fingerprint
from seawall.engine.sandbox import Sandbox, default

Source = str | os.PathLike[str] | bytes
# A task costs some milliseconds by itself, about as much as a picture.
GROUP = 16
GROUP_BYTES = 64 << 20
# Groups on their way for each processor: none waits for work, and little is held in memory.
AHEAD = 3
NONCE_BYTES = 12
_LOST = (WorkerCrashedError, NodeDiedError, OutOfMemoryError, ObjectLostError)


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a file has no fingerprints, not even exact ones: `reason` is one word for a table, `detail` a plain sentence.

    `unreadable`: the node could not open or read it; `no_file`: a folder, a pipe or a device; `lost`: each process that read
    it was lost before it could answer.
    """

    reason: str
    detail: str


Outcome = Fingerprints | NotRead


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A file's bytes under a key that stays in memory: what Ray writes to a disk when memory runs short is not the file."""

    nonce: bytes
    data: bytes


def fingerprint_all(sources: Iterable[Source], *, allow_unconfined: bool = False) -> Iterator[Outcome]:
    """The fingerprints of each path or bytes, in their order, as they are ready; `sources` is read no further than needed.

    A path must lead to the same file on every node. Each file is decoded in the sandbox of the node that reads it. A task whose
    process or node is lost is done again elsewhere; a file that is the end of all who read it is `NotRead`, and no other
    suffers. Errors: BadInput without a connection; Unconfined where a node cannot confine a decoder and may not go without.
    """
    if not ray.is_initialized():
        raise BadInput("not connected to a Ray cluster: call seawall.engine.cluster.connect() first")
    key = AESGCM.generate_key(128)
    ahead = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
    tasks: deque[_Task] = deque()
    for group in _groups(sources, key):
        tasks.append(_Task(group, key, allow_unconfined))
        if len(tasks) > ahead:
            yield from tasks.popleft().outcomes()
    while tasks:
        yield from tasks.popleft().outcomes()


def _groups(sources: Iterable[Source], key: bytes) -> Iterator[list[Any]]:
    group: list[Any] = []
    size = 0
    for source in sources:
        size += len(source) if isinstance(source, bytes) else 0
        group.append(_sealed(source, key))
        if len(group) == GROUP or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _sealed(source: Source, key: bytes) -> str | _Sealed:
    if not isinstance(source, bytes):
        return os.path.abspath(os.fsdecode(source))
    nonce = os.urandom(NONCE_BYTES)
    return _Sealed(nonce, AESGCM(key).encrypt(nonce, source, None))


class _Task:
    """A group on its way; if it is lost too often, each of its files alone."""

    def __init__(self, group: list[Any], key: bytes, allow_unconfined: bool) -> None:
        self._group, self._words = group, (key, allow_unconfined)
        self._answer = _start(group, self._words, again=1 if len(group) > 1 else 3)

    def outcomes(self) -> list[Outcome]:
        try:
            outcomes: list[Outcome] = got(self._answer)
            return outcomes
        except _LOST as loss:
            if len(self._group) == 1:
                return [NotRead("lost", f"each process that read it was lost ({type(loss).__name__})")]
        alone = [_Task([source], *self._words) for source in self._group]
        return [outcome for task in alone for outcome in task.outcomes()]


def _start(group: list[Any], words: tuple[bytes, bool], *, again: int) -> Any:
    task = ray.remote(num_cpus=1, max_retries=again, retry_exceptions=False)(_fingerprints)
    return task.remote(group, *words)


def _fingerprints(group: list[Any], key: bytes, allow_unconfined: bool) -> list[Outcome]:
    """What is done on the node."""
    sandbox = _sandbox(allow_unconfined)
    return [_outcome(source, key, sandbox) for source in group]


def _outcome(source: str | _Sealed, key: bytes, sandbox: Sandbox) -> Outcome:
    try:
        opened = (
            AESGCM(key).decrypt(source.nonce, source.data, None) if isinstance(source, _Sealed) else source
        )
        return fingerprint(opened, sandbox=sandbox)
    except BadInput as error:
        return NotRead("no_file", str(error))
    except OSError as error:
        # Without the path, which would end in the logs of Ray.
        return NotRead("unreadable", os.strerror(error.errno) if error.errno else type(error).__name__)


@cache
def _sandbox(allow_unconfined: bool) -> Sandbox:
    return Sandbox(allow_unconfined=True) if allow_unconfined else default()
