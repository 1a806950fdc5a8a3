"""The native kernel in every instruction set of this machine, held to the brute force in NumPy."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engine.codes import Codes, Radii
from seawall.engine.errors import Damaged
from seawall.engine.search import brute, kernel
from seawall.engine.search.found import Found

compiled = pytest.importorskip(
    "seawall.engine.search.compiled", reason="no compiler where Seawall was installed"
)

SEED = 20
# Numbers of chunks: which of them seals how many codes is a question of speed alone.
LAYOUTS = (16, 14, 12)
each_set = pytest.mark.parametrize("instructions", compiled.SETS)
each_layout = pytest.mark.parametrize("chunks", LAYOUTS)


def at_random(n: int, seed: int = 1) -> Codes:
    return np.random.default_rng(seed).integers(0, 256, (n, 32), np.uint8)


def flipped(codes: Codes, distances: np.ndarray, seed: int = 1) -> Codes:
    """Each code with that many of its bits, drawn at random, the other way."""
    order = np.random.default_rng(seed).random((len(codes), 256)).argsort(axis=1)
    return codes ^ np.packbits(order < distances[:, None], axis=1)


def in_clusters(n: int, seed: int = 1) -> Codes:
    """Codes as natural lists have them: groups of near ones, some of them equal."""
    generator = np.random.default_rng(seed)
    centres = at_random(max(1, n // 20), seed)
    return flipped(centres[generator.integers(0, len(centres), n)], generator.integers(0, 20, n), seed)


def every(codes: Codes, instructions: str, seed: int = SEED) -> Iterator[object]:
    """All ways in which these codes can be held."""
    for chunks in LAYOUTS:
        tables = compiled.seal(codes, seed=seed, chunks=chunks)
        yield compiled.Sealed(codes, tables, seed, instructions=instructions)
    yield compiled.Sealed(codes, {}, seed, instructions=instructions)
    tail = compiled.Tail(seed, instructions=instructions)
    for part in np.array_split(codes, 5):
        tail.add(part)
    yield tail


def same(found: Found, expected: Found) -> bool:
    return all(
        np.array_equal(one, other) and one.dtype == other.dtype
        for one, other in zip(found, expected, strict=True)
    )


def agree(
    codes: Codes, queries: Codes, radius: Radii, limit: int, instructions: str, seed: int = SEED
) -> None:
    expected = brute.search(codes, queries, radius, limit)
    for held in every(codes, instructions, seed):
        assert same(held.search(queries, radius, limit), expected), type(held)
        # Few queries at a time go another way through the tables.
        one = held.search(queries[:1], radius[:1], limit)
        assert same(one, brute.search(codes, queries[:1], radius[:1], limit)), type(held)


@each_set
def test_it_finds_every_planted_neighbour_at_every_distance(instructions: str) -> None:
    codes = at_random(8000)
    distances = np.repeat(np.arange(40), 10)
    rows = np.random.default_rng(3).integers(0, len(codes), len(distances))
    queries = flipped(codes[rows], distances)
    held = list(every(codes, instructions))
    for radius in range(32):
        near = distances <= radius
        for each in held:
            found = each.search(queries, np.full(len(queries), radius, np.uint8))
            assert np.array_equal(found.query, np.flatnonzero(near))
            assert np.array_equal(found.row, rows[near])
            assert np.array_equal(found.distance, distances[near])


@each_set
@given(
    n=st.sampled_from([0, 1, 2, 999, 1000, 1001, 3000]),
    clustered=st.booleans(),
    limit=st.sampled_from([0, 1, 3, 1000]),
    seed=st.integers(0, 2**64 - 1),
)
@settings(max_examples=25)
def test_it_agrees_with_the_oracle(instructions: str, n: int, clustered: bool, limit: int, seed: int) -> None:
    draw = seed % 2**32
    codes = in_clusters(n, draw) if clustered else at_random(n, draw)
    generator = np.random.default_rng(draw)
    known = codes[generator.integers(0, n, 60)] if n else at_random(0)
    queries = np.concatenate(
        [flipped(known, generator.integers(0, 36, len(known)), draw), at_random(20, draw + 1)]
    )
    radius = generator.integers(0, 32, len(queries)).astype(np.uint8)
    agree(codes, queries, radius, limit, instructions, seed)


@each_set
@pytest.mark.parametrize("copies", [1, 2, 1024, 4096])
def test_equal_codes_are_all_found(copies: int, instructions: str) -> None:
    codes = np.repeat(at_random(1), copies, axis=0)
    queries = flipped(np.repeat(codes[:1], 40, axis=0), np.arange(40))
    for limit in (0, 1, 100, copies):
        agree(codes, queries, np.full(40, 31, np.uint8), limit, instructions)


@each_set
def test_a_flooded_bucket_costs_no_more_than_reading_all(instructions: str) -> None:
    """Whoever knew the seed could craft codes that share 15 of 16 chunks; nothing of it may be missed, or take for ever."""
    crafted = np.repeat(at_random(1), 30_000, axis=0)
    crafted[:, :2] = at_random(30_000, 2)[:, :2]
    codes = np.concatenate([crafted, at_random(5_000, 3)])
    queries = flipped(codes[::500], np.arange(70) % 33)
    agree(codes, queries, np.full(70, 31, np.uint8), 50, instructions)


@each_set
def test_the_dead_are_never_found(instructions: str) -> None:
    codes = in_clusters(3000)
    radius = np.full(3000, 31, np.uint8)
    dead = np.packbits(np.random.default_rng(4).random(3000) < 0.5, bitorder="little")
    expected = brute.search(codes, codes, radius, 10, dead)
    for tables in (*(compiled.seal(codes, seed=SEED, chunks=chunks) for chunks in LAYOUTS), {}):
        sealed = compiled.Sealed(codes, tables, SEED, instructions=instructions)
        assert same(sealed.search(codes, radius, 10, dead), expected)
    tail = compiled.Tail(SEED, instructions=instructions)
    tail.add(codes)
    tail.kill(np.flatnonzero(np.unpackbits(dead, count=3000, bitorder="little")))
    assert same(tail.search(codes, radius, 10), expected)


@each_layout
@each_set
def test_what_is_cut_on_the_way_is_cut_as_at_the_end(instructions: str, chunks: int) -> None:
    """More matches than are kept in memory at once: 3,000 near codes for each of 3,000 queries."""
    codes = flipped(np.repeat(at_random(1), 3000, axis=0), np.arange(3000) % 12)
    tables = compiled.seal(codes, seed=SEED, chunks=chunks)
    sealed = compiled.Sealed(codes, tables, SEED, instructions=instructions)
    found = sealed.search(codes, np.full(3000, 31, np.uint8), 7)
    some = np.arange(0, 3000, 100)
    expected = brute.search(codes, codes[some], np.full(30, 31, np.uint8), 7)
    assert found.cut.all()
    assert np.array_equal(found.row.reshape(3000, 7)[some], expected.row.reshape(30, 7))


@each_layout
@each_set
def test_more_queries_than_one_block(instructions: str, chunks: int) -> None:
    codes = at_random(2000)
    rows = np.random.default_rng(6).integers(0, 2000, 70_000)
    tables = compiled.seal(codes, seed=SEED, chunks=chunks)
    sealed = compiled.Sealed(codes, tables, SEED, instructions=instructions)
    found = sealed.search(codes[rows], np.zeros(70_000, np.uint8))
    assert np.array_equal(found.query, np.arange(70_000))
    assert np.array_equal(found.row, rows)


def test_the_same_codes_and_seed_give_the_same_file() -> None:
    codes = at_random(5000)
    first, again, other = (compiled.seal(codes, seed=seed) for seed in (1, 1, 2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["lines"], other["lines"])


def test_a_code_is_not_cut_into_any_number_of_chunks() -> None:
    with pytest.raises(ValueError, match="chunks"):
        compiled.seal(at_random(2000), seed=SEED, chunks=13)


def test_threads_search_while_one_adds() -> None:
    codes = at_random(20_000)
    tail = compiled.Tail(SEED)
    radius = np.full(50, 31, np.uint8)

    def look(start: int) -> bool:
        before = len(tail)
        found = tail.search(codes[start : start + 50], radius)
        # All that was there when the search began; a row that comes meanwhile may or may not be seen.
        there = np.arange(start, min(start + 50, before))
        return bool(np.isin(there, found.row).all() and np.array_equal(found.row, found.query + start))

    with ThreadPoolExecutor(4) as threads:
        looks = []
        for start in range(0, 20_000, 100):
            tail.add(codes[start : start + 100])
            looks.append(threads.submit(look, start))
        assert all(done.result() for done in looks)
    assert np.array_equal(tail.codes(), codes)


def test_one_sealed_segment_serves_many_threads() -> None:
    codes = in_clusters(5000)
    sealed = compiled.Sealed(codes, compiled.seal(codes, seed=SEED), SEED)
    parts = [codes[start : start + 250] for start in range(0, 5000, 250)]
    radius = np.full(250, 20, np.uint8)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda part: sealed.search(part, radius, 5), parts))
    assert all(
        same(one, brute.search(codes, part, radius, 5)) for one, part in zip(found, parts, strict=True)
    )


@each_layout
def test_the_sections_of_other_codes_are_damage(chunks: int) -> None:
    codes = at_random(2000)
    tables = compiled.seal(codes, seed=SEED, chunks=chunks)
    for wrong in (
        {**tables, "rows": tables["rows"][:-1]},
        {**tables, "lines": tables["lines"][:-16]},
        {**tables, "shape": tables["shape"][:-1]},
        {**tables, "shape": tables["shape"][:1]},
        {
            **tables,
            "shape": np.concatenate([tables["shape"][:1], [23], tables["shape"][2:]]).astype(np.uint64),
        },
        {"lines": tables["lines"]},
    ):
        with pytest.raises(Damaged):
            compiled.Sealed(codes, wrong, SEED)
    with pytest.raises(Damaged):
        compiled.Sealed(codes[1:], tables, SEED)


@each_layout
def test_garbage_in_the_tables_is_survived(chunks: int) -> None:
    """The checksum is what finds it; until then a wrong answer is possible, a read beyond the file is not."""
    codes = at_random(2000)
    tables = compiled.seal(codes, seed=SEED, chunks=chunks)
    generator = np.random.default_rng(7)
    for _ in range(20):
        lines = generator.integers(0, 2**32, len(tables["lines"]), np.uint32)
        rows = generator.integers(0, 2**32, len(tables["rows"]), np.uint32)
        sealed = compiled.Sealed(codes, {**tables, "lines": lines, "rows": rows}, SEED)
        found = sealed.search(codes, np.full(2000, 31, np.uint8))
        assert (found.distance <= 31).all()
        assert (found.row < 2000).all()


def test_what_does_not_fit_is_refused() -> None:
    codes = at_random(2000)
    sealed = compiled.Sealed(codes, {}, SEED)
    tail = compiled.Tail(SEED)
    tail.add(codes)
    for held in (sealed, tail):
        with pytest.raises(ValueError, match="radius"):
            held.search(codes, np.full(3, 31, np.uint8))
        with pytest.raises(ValueError, match="radius"):
            held.search(codes, np.full(2000, 32, np.uint8))
    with pytest.raises(ValueError, match="bitmap"):
        sealed.search(codes, np.full(2000, 31, np.uint8), 0, np.zeros(2, np.uint8))
    with pytest.raises(IndexError):
        tail.kill(np.array([0, 2000]))
    assert len(tail.search(codes[:1], np.zeros(1, np.uint8)).row) == 1


def test_an_instruction_set_that_is_not_here_is_refused() -> None:
    with pytest.raises(ValueError, match="instruction set"):
        compiled.Tail(SEED, instructions="abacus")


def test_the_native_kernel_is_the_one_chosen() -> None:
    assert kernel.KERNEL is kernel.NATIVE
    assert f"native/{compiled.SETS[0]}" == kernel.NAME
    assert kernel.said() == kernel.NAME


@pytest.mark.parametrize("one", [each for each in (kernel.NUMPY, kernel.NATIVE) if each])
def test_both_kernels_have_one_face(one: kernel.Kernel) -> None:
    codes = in_clusters(1500)
    radius = np.full(9, 31, np.uint8)
    sealed = one.Sealed(codes, one.seal(codes, seed=SEED), SEED)
    tail = one.Tail(SEED)
    tail.add(codes)
    expected = brute.search(codes, codes[:9], radius, 4)
    assert len(sealed) == len(tail) == 1500
    assert same(sealed.search(codes[:9], radius, 4), expected)
    assert same(tail.search(codes[:9], radius, 4), expected)
    tail.kill(np.arange(9))
    assert not np.isin(np.arange(9), tail.search(codes[:9], radius).row).any()
