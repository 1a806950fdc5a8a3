"""The hardest neighbours there are: found in one look-up of one table, and missed if it were any narrower."""

from collections.abc import Iterator

import numpy as np
import pytest

from seawall.engine.codes import Codes
from seawall.engine.search.tests.oracle import some_codes

compiled = pytest.importorskip(
    "seawall.engine.search.compiled", reason="no compiler where Seawall was installed"
)

SEED = 20
# So many that the tables are gone through region by region, and a look-up can lie two regions away.
CODES = some_codes(350_000)
LAYOUTS = {
    16: [16] * 16,
    14: [19, 18, 18, 19, 18, 18, 18] * 2,
    12: [22, 22, 20] * 4,
}


def shuffled_bits(seed: int) -> list[int]:
    """Where each bit of a code goes, as `native/permutation.cpp` says."""
    whole = (1 << 64) - 1

    def drawn() -> Iterator[int]:
        state = seed
        while True:
            state = (state + 0x9E3779B97F4A7C15) & whole
            z = ((state ^ state >> 30) * 0xBF58476D1CE4E5B9) & whole
            z = ((z ^ z >> 27) * 0x94D049BB133111EB) & whole
            yield z ^ z >> 31

    places, numbers = list(range(256)), drawn()
    for bit in range(255, 0, -1):
        other = next(numbers) % (bit + 1)
        places[bit], places[other] = places[other], places[bit]
    return places


def chunks_of(bits: list[int]) -> list[list[int]]:
    """The places of each chunk, those that choose the region of a table first."""
    lent = iter(range(16 * len(bits), 256))
    return [
        [*range(16 * chunk + 15, 16 * chunk - 1, -1), *(next(lent) for _ in range(width - 16))]
        for chunk, width in enumerate(bits)
    ]


def shares_of(bits: list[int]) -> list[int]:
    over = sorted(range(len(bits)), key=lambda chunk: -bits[chunk])[: 32 % len(bits)]
    return [32 // len(bits) + (chunk in over) for chunk in range(len(bits))]


def neighbour(code: Codes, chunks: list[list[int]], shares: list[int], start: int, draw: int) -> Codes:
    """31 bits away: as many as its share in each chunk, but one less in `start`. No other chunk may differ by so many."""
    generator, source = np.random.default_rng(draw), np.argsort(shuffled_bits(SEED))
    bits = np.unpackbits(code, bitorder="little")
    for number, (places, share) in enumerate(zip(chunks, shares, strict=True)):
        count = share - (number == start)
        # Half of them two regions away in the one table, and in what the sketch shows of the other chunks.
        among = places[:count] if draw % 2 and number == start else places[:16]
        bits[source[generator.choice(among, count, replace=False)]] ^= 1
    return np.packbits(bits, bitorder="little")


@pytest.mark.parametrize("chunks", LAYOUTS)
def test_a_neighbour_that_one_look_up_finds_is_found(chunks: int) -> None:
    bits = LAYOUTS[chunks]
    assert sum(bits) == 256 and sum(shares_of(bits)) == 32
    rows = np.repeat(np.arange(0, 350_000, 350_000 // chunks)[:chunks], 12)
    queries = np.array(
        [
            neighbour(CODES[row], chunks_of(bits), shares_of(bits), number // 12, number)
            for number, row in enumerate(rows)
        ]
    )
    sealed = compiled.Sealed(CODES, compiled.seal(CODES, seed=SEED, chunks=chunks), SEED)
    together = sealed.search(queries, np.full(len(rows), 31, np.uint8))
    assert together.row.tolist() == rows.tolist() and (together.distance == 31).all()
    # Few go another way through the tables.
    alone = [sealed.search(query[None], np.full(1, 31, np.uint8)).row.tolist() for query in queries]
    assert alone == [[row] for row in rows]
