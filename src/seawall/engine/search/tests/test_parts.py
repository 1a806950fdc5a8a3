"""A search of all parts in one native call is held to the same parts searched one by one and joined in NumPy."""

import threading
from pathlib import Path

import numpy as np
import pytest

from seawall.engine.search import kernel, writer
from seawall.engine.search.index import Index
from seawall.engine.search.matches import in_each
from seawall.engine.search.tests.oracle import flipped, some_codes
from seawall.engine.search.view import View

pytestmark = pytest.mark.skipif(kernel.NATIVE is None, reason="no compiler where Seawall was installed")

BASE = some_codes(1)[0]


def near(count: int, seed: int) -> np.ndarray:
    """Codes within 0 to 39 bits of one, many of them equally near."""
    chance = np.random.default_rng(seed)
    return np.array([flipped(BASE, chance.permutation(256)[: at % 40].tolist()) for at in range(count)])


def view_of(index: Index) -> View:
    source = index._source
    assert isinstance(source, writer.Writer)
    return source.view


@pytest.mark.parametrize("limit", [0, 1, 7, 100])
def test_it_answers_as_the_parts_one_by_one(
    tmp_path: Path, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "TAIL_ROWS", 2000)
    with Index.open(tmp_path, writable=True) as index:
        index.add(np.arange(12_000), some_codes(12_000, 4))
        index.add(np.arange(12_000, 14_400), np.concatenate([near(200, 1), some_codes(2200, 5)]))
        index.add(np.arange(20_000, 20_150), near(150, 2))
        index.remove(np.arange(12_000, 12_200, 3))
        index.remove([20_000, 20_041])
        parts = view_of(index).parts
        assert len(parts) == 3
        queries = np.concatenate([near(40, 3), some_codes(40, 6)])
        radii = np.repeat([31, 20], 40).astype(np.uint8)
        expected = in_each(parts, queries, radii, limit)
        found = view_of(index).kernel.search(parts, queries, radii, limit)
        for one, other in zip(
            (*found.matches, found.place), (*expected.matches, expected.place), strict=True
        ):
            assert np.array_equal(one, other) and one.dtype == other.dtype
        assert expected.matches.cut.any() == (limit > 0)


def test_ids_that_are_not_those_of_the_rows_are_refused(tmp_path: Path) -> None:
    assert kernel.NATIVE
    codes = some_codes(50)
    sealed, tail = kernel.NATIVE.Sealed(codes, {}, 1), kernel.NATIVE.Tail(1)
    tail.add(codes)

    class Part:
        held = (sealed, np.arange(49, dtype=np.uint64), None)

    with pytest.raises(ValueError, match="one id for each row"):
        kernel.NATIVE.search([Part()], codes[:1], np.zeros(1, np.uint8), 0)  # type: ignore[list-item]
    # A tail may have grown since its ids were looked up: rows without one are not seen.
    Part.held = (tail, np.arange(49, dtype=np.uint64), None)
    found = kernel.NATIVE.search([Part()], codes, np.zeros(50, np.uint8), 0)  # type: ignore[list-item]
    assert found.matches.id.tolist() == list(range(49))


def test_each_match_has_its_own_id_while_another_thread_adds(tmp_path: Path) -> None:
    codes = np.repeat(near(1, 1), 3000, axis=0)
    with Index.open(tmp_path, writable=True) as index:
        adding = threading.Thread(
            target=lambda: [
                index.add(np.arange(at, at + 30) + 7, codes[at : at + 30]) for at in range(0, 3000, 30)
            ]
        )
        adding.start()
        last = 0
        while adding.is_alive():
            ids = index.search(codes[0], 0, limit=0).id
            assert np.array_equal(np.sort(ids), np.arange(7, 7 + len(ids))) and len(ids) >= last
            last = len(ids)
        adding.join()
        assert len(index.search(codes[0], 0, limit=0).id) == 3000
