"""The file of checkpoints: one signed statement a line, each naming the hash of the one before.

It lies beside the database, not in it, so that whoever can change the database must also forge a signature. Copy it
(or only its last line) to another place from time to time: that copy makes even the loss of both visible.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from seawall.audit.key import key_id

FORMAT = 1
FIRST = hashlib.sha256(f"seawall checkpoints {FORMAT}".encode()).hexdigest()


class Forged(ValueError):
    """A line of the file that this node's key did not sign as it stands."""


@dataclass(frozen=True, slots=True)
class SealedChain:
    """What a checkpoint says of one agency's chain: so many lines, this tree over them, this one the last."""

    agency: str
    size: int
    root: str
    last: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    n: int
    at: str
    before: str
    chains: tuple[SealedChain, ...]

    def body(self, key: str) -> bytes:
        chains: Any = [asdict(chain) for chain in self.chains]
        body: Any = {
            "v": FORMAT,
            "n": self.n,
            "at": self.at,
            "before": self.before,
            "key": key,
            "chains": chains,
        }
        return rfc8785.dumps(body)


def path() -> Path:
    return Path(settings.DATA) / "trail" / "checkpoints.jsonl"


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> bytes:
    body = checkpoint.body(key_id(key.public_key()))
    return rfc8785.dumps({"body": body.decode(), "signature": key.sign(body).hex()})


def opened(line: bytes, key: Ed25519PublicKey) -> tuple[Checkpoint, str]:
    """The checkpoint and its hash, when the signature and every letter of the line are right; Forged otherwise."""
    try:
        outer: Any = json.loads(line)
        body = outer["body"].encode()
        key.verify(bytes.fromhex(outer["signature"]), body)
        said: Any = json.loads(body)
        found = Checkpoint(
            said["n"], said["at"], said["before"], tuple(SealedChain(**one) for one in said["chains"])
        )
        exact = rfc8785.dumps({"body": body.decode(), "signature": bytes.fromhex(outer["signature"]).hex()})
    except (ValueError, TypeError, KeyError, AttributeError, InvalidSignature) as error:
        raise Forged from error
    if exact != line or found.body(key_id(key)) != body:
        raise Forged
    return found, hashlib.sha256(body).hexdigest()


def lines() -> Iterator[bytes]:
    """Whole lines only: a last line without its end was being written when the power went, and was never finished."""
    if not path().exists():
        return
    with path().open("rb") as file:
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]


def is_torn(line: bytes) -> bool:
    """Cut off in the middle; a line with both its braces was whole once."""
    return not (line.startswith(b"{") and line.endswith(b"}"))


@contextmanager
def alone() -> Iterator[int]:
    """The file, open for adding, held by one process at a time."""
    path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def last_line(file: int) -> bytes | None:
    """Read from the end, in growing steps: the file of years is not read every minute."""
    size = os.fstat(file).st_size
    span = 4096
    while True:
        start = max(0, size - span)
        whole = os.pread(file, size - start, start).rpartition(b"\n")[0]
        if b"\n" in whole or start == 0:
            return whole.rpartition(b"\n")[2] or None
        span *= 4


def add(file: int, line: bytes) -> None:
    """On disk before anybody relies on it. A torn line of an earlier power cut is closed, never cut off."""
    size = os.fstat(file).st_size
    torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
    os.write(file, (b"\n" if torn else b"") + line + b"\n")
    os.fsync(file)
