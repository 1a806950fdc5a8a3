"""Files spoiled at random: whatever comes, a reader says Malformed or reads, and soon.

Three seconds of a processor for each format; SEAWALL_FUZZ_SECONDS=60 in .ci/run, with other files in every run.
"""

import os
import random
import time
from collections.abc import Callable, Sequence

from seawall.wire.faults import Malformed

SECONDS = float(os.environ.get("SEAWALL_FUZZ_SECONDS", "3"))
MOST_CPU = 1.0
# What `yardstick` takes of the processor for which a second is meant: one core of a rented machine of 2026, not shared.
YARDSTICK_CPU = 0.06
LONGEST = 1 << 18
EVERYWHERE = [
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b'"', b";", b",", b":", b"<", b">", b"&", b"&#0;", b"{", b"}", b"[",
    b"]", b"\\", b"\\ud800", b"null", b"true", b"-0", b"1e999", b"9" * 400, b"/Date(1)/", b"\xed\xa0\x80", "\u2028".encode(), b"=",
    b"A" * 5_000, b"[" * 3_000, b'{"a":' * 40, b"<a>" * 3_000,
]  # fmt: skip


def spoiled(seed: bytes, words: Sequence[bytes], dice: random.Random) -> bytes:
    found = bytearray(seed)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        begin, end = sorted((dice.randint(0, len(found)), dice.randint(0, len(found))))
        deed = dice.randrange(6)
        if deed == 0:
            del found[begin : min(end, begin + dice.choice((1, 4, 1_000_000)))]
        elif deed == 1:
            found[begin:begin] = dice.choice(words)
        elif deed == 2:
            found[begin:begin] = found[begin:end] * dice.choice((1, 3, 50))
        elif deed == 3 and begin < len(found):
            found[begin] = dice.randrange(256)
        elif deed == 4:
            found[begin:end] = found[begin:end][::-1]
        else:
            found[begin : begin + 4] = dice.choice(words)
        del found[LONGEST:]
    return bytes(found)


def yardstick() -> float:
    """How many times slower this processor is at the moment than the one for which a second is meant; at least 1."""
    began = time.process_time()
    sum(number * number for number in range(1_000_000))
    return max((time.process_time() - began) / YARDSTICK_CPU, 1.0)


def reads_or_refuses(read: Callable[[bytes], object], data: bytes) -> Malformed | None:
    """Whether it was refused. A reader is slow who is slow three times: a rented processor only stands still now and then."""
    for _ in range(3):
        began, refused = time.process_time(), None
        try:
            read(data)
        except Malformed as told:
            refused = told
        took = time.process_time() - began
        if took < MOST_CPU or took < MOST_CPU * yardstick():
            return refused
    raise AssertionError("slow three times")


def survives(read: Callable[[bytes], object], seeds: Sequence[bytes], *, sharing: int = 1) -> None:
    """`sharing`: how many readers of its format share the time."""
    start = time.time_ns()
    dice, number, until = random.Random(start), 0, time.process_time() + SECONDS / sharing
    while time.process_time() < until or number < 100:
        number += 1
        data = spoiled(dice.choice(seeds), EVERYWHERE, dice)
        try:
            reads_or_refuses(read, data)
        except Exception as wrong:
            raise AssertionError(f"seed {start}, file {number}: {data!r}") from wrong
