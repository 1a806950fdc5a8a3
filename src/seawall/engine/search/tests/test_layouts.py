"""An index whose segments are sealed in each layout of the native kernel, and one that was sealed before there were several."""

import hashlib
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from seawall.engine import Index
from seawall.engine.errors import Damaged
from seawall.engine.search import merge
from seawall.engine.search.kernel import KERNEL, Kernel
from seawall.engine.search.tests.oracle import some_codes

compiled = pytest.importorskip(
    "seawall.engine.search.compiled", reason="no compiler where Seawall was installed"
)

CODES = some_codes(3000)
# What format 1 wrote of CODES with the seed 1.
WRITTEN_BY_1 = "b3091faa2ecee77efdba00b039f4c034730069e76240f47fda5d1c52137feff2"
each_layout = pytest.mark.parametrize("chunks", [16, 14, 12])


def sealing(chunks: int, format: int = KERNEL.format) -> Kernel:
    return replace(KERNEL, format=format, seal=partial(compiled.seal, chunks=chunks))


def made_by(kernel: Kernel, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All codes in one segment, half of them withdrawn and added again before."""
    with monkeypatch.context() as patched, Index.open(folder, writable=True) as index:
        patched.setattr(index._source, "_kernel", kernel)
        index.add(np.arange(3000), CODES)
        index.remove(np.arange(1500))
        index.merge()
        index.add(np.arange(1500), CODES[:1500])
        index.merge()
    return next(folder.glob("segment-*"))


def check(index: Index) -> None:
    queries = CODES.copy()
    queries[:, 5] ^= 0b1011
    found = index.search(queries, radius=3)
    assert np.array_equal(found.id, np.arange(3000)) and (found.distance == 3).all()
    assert len(index.search(queries, radius=2).id) == 0


@each_layout
def test_it_is_opened_and_searched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunks: int
) -> None:
    made_by(sealing(chunks), tmp_path, monkeypatch)
    with Index.open(tmp_path) as index:
        check(index)
        [segment] = index._view().segments
        assert segment.format == KERNEL.format
    with Index.open(tmp_path, writable=True) as index:
        index.remove([7])
        index.merge()
        assert len(index) == 2999 and index.search(CODES[6:9], radius=0).id.tolist() == [6, 8]


@each_layout
def test_a_changed_or_missing_byte_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunks: int
) -> None:
    path = made_by(sealing(chunks), tmp_path, monkeypatch)
    whole, generator = path.read_bytes(), np.random.default_rng(chunks)
    for at in generator.integers(0, len(whole), 60).tolist():
        changed = bytearray(whole)
        changed[at] ^= 1 << at % 8
        for data in (bytes(changed), whole[:at]):
            path.write_bytes(data)
            with pytest.raises(Damaged):
                Index.open(tmp_path)
    path.write_bytes(whole)
    with Index.open(tmp_path) as index:
        check(index)


def test_what_format_1_wrote_is_read_as_quickly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tables = compiled.seal(CODES, seed=1, chunks=16)
    written = hashlib.sha256(b"".join(tables[name].tobytes() for name in ("lines", "rows", "shape")))
    assert written.hexdigest() == WRITTEN_BY_1
    made_by(sealing(16, format=1), tmp_path, monkeypatch)
    with caplog.at_level(logging.WARNING), Index.open(tmp_path, writable=True) as index:
        check(index)
        [segment] = index._view().segments
        assert segment.format == 1
        assert merge.due([segment], KERNEL.oldest) == []
        # Asked for, it is written as one would write it now.
        index.merge()
        assert [segment.format for segment in index._view().segments] == [KERNEL.format]
    assert caplog.records == []
