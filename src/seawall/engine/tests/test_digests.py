"""Exact hashes of a file's bytes."""

import hashlib
import os

import pytest

from seawall.engine.digests import BLOCK, digests_of
from seawall.engine.sandbox import readable


@pytest.mark.parametrize("content", [b"", b"squares", bytes(BLOCK), b"gradient" * BLOCK])
def test_it_hashes_every_byte(content: bytes) -> None:
    with readable(content) as fd:
        os.lseek(fd, 3, os.SEEK_SET)
        found = digests_of(fd)
        # Whoever reads after it stands where they stood.
        assert os.lseek(fd, 0, os.SEEK_CUR) == 3
    assert found.md5 == hashlib.md5(content, usedforsecurity=False).digest()
    assert found.sha1 == hashlib.sha1(content, usedforsecurity=False).digest()
    assert found.sha256 == hashlib.sha256(content).digest()
    assert found.size == len(content)
