"""A minute of broken files: nothing but `Malformed` comes out, and nothing takes a second."""

import random
import time
from io import BytesIO

import pytest

from seawall.wire.faults import Malformed
from seawall.wire.vics import open_vics
from seawall.wire.vics.tests.files import CASE, CONTEXT, CONTEXT_13, RECORD, hash_set, text

SECONDS = 60
SLOWEST = 1.0
SEEDS = (
    hash_set(RECORD, RECORD, RECORD),
    hash_set(RECORD, context=CONTEXT_13 + "Media"),
    text({"@odata.context": CONTEXT + "Cases", "value": [{**CASE, "Media": [RECORD, RECORD]}]}),
)
PARTS = [
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\\",
    b"\\ud800",
    b"\xff",
    b"\xef\xbb\xbf",
    b"null",
    b"true",
]
PARTS += [
    b"1e999",
    b"-0",
    b"9" * 400,
    b'{"a":' * 40,
    b"[" * 3000,
    b"\0",
    b'"MD5":"x",',
    b"\xff\xfe",
    b"/Date(1)/",
]


def mutated(chance: random.Random) -> bytes:
    raw = bytearray(chance.choice(SEEDS))
    for _change in range(chance.randint(1, 8)):
        place, other = sorted(chance.randrange(len(raw) + 1) for _end in range(2))
        deed = chance.randrange(6)
        if deed == 0:
            raw[place:place] = chance.choice(PARTS)
        elif deed == 1:
            del raw[place : place + chance.randint(1, 9)]
        elif deed == 2:
            raw[place:place] = raw[place:other] * chance.randint(1, 3)
        elif deed == 3:
            raw[place : place + 1] = bytes([chance.randrange(256)])
        elif deed == 4:
            raw[place:other] = b""
        else:
            raw[place : place + 4] = chance.choice(PARTS)
    return bytes(raw)


@pytest.mark.slow
def test_nothing_breaks_the_reader() -> None:
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    end = time.monotonic() + SECONDS
    tried = read = 0
    while time.monotonic() < end:
        raw = mutated(chance)
        before = time.process_time()
        try:
            read += len(list(open_vics(BytesIO(raw))))
        except Malformed as malformed:
            assert str(malformed)
        assert time.process_time() - before < SLOWEST, (seed, tried)
        tried += 1
    assert tried > 100 and read
