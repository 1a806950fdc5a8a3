"""Exact hashes of a file's bytes. They are computed in the calling process, never in the sandbox: a decoder taken over by a
hostile file must not be able to claim the hash of a harmless one."""

import hashlib
import os
from dataclasses import dataclass

BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """Exact hashes as bytes: 16, 20 and 32; `size` in bytes."""

    md5: bytes
    sha1: bytes
    sha256: bytes
    size: int


def digests_of(fd: int) -> Digests:
    """md5, sha1 and sha256 of the whole file behind a descriptor, read once; its offset is left alone. Errors: OSError."""
    # md5 and sha1 are names under which lists know files, not protection.
    hashes = [hashlib.new(name, usedforsecurity=False) for name in ("md5", "sha1", "sha256")]
    size = 0
    while block := os.pread(fd, BLOCK, size):
        size += len(block)
        for each in hashes:
            each.update(block)
    md5, sha1, sha256 = (each.digest() for each in hashes)
    return Digests(md5, sha1, sha256, size)
