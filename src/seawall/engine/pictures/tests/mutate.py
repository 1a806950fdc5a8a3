"""Spoiled files: `python -m seawall.engine.pictures.tests.mutate SEED COUNT` reads so many and prints the longest time, in seconds.

A program of its own, so that a decoder that brings the process down is seen, and brings down nothing else.
"""

import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

import numpy as np

from seawall.engine.fingerprints import fingerprint
from seawall.engine.nothashable import NotHashable, Reason
from seawall.engine.pictures.hashing import quality_and_codes
from seawall.engine.pictures.read import read_picture
from seawall.engine.pictures.refusal import Unreadable
from seawall.engine.pictures.task import LIMITS
from seawall.engine.pictures.tests.corpus import cases

LONGEST = 100_000


def spoiled(data: bytes, random: np.random.RandomState) -> bytes:
    """Up to 30 faults: a byte changed, often in the header where it hurts most; a piece cut out, doubled, zeroed, or the end lost."""
    spoilt = bytearray(data)
    for _ in range(random.randint(1, 31)):
        place = random.randint(0, min(len(spoilt), 600) if random.randint(2) else len(spoilt))
        length = random.randint(1, 40)
        match random.randint(8):
            case 0:
                del spoilt[place : place + length]
            case 1:
                spoilt[place:place] = spoilt[place : place + length]
            case 2:
                spoilt[place : place + length] = bytes(len(spoilt[place : place + length]))
            case 3:
                spoilt[place : place + 4] = b"\xff\xff\xff\xff"
            case _:
                spoilt[place] = random.randint(256)
        if len(spoilt) < 8:
            break
    return bytes(spoilt[: random.randint(8, len(spoilt) + 1)] if random.randint(10) == 0 else spoilt)


def times(seed: int, count: int) -> Iterator[float]:
    random = np.random.RandomState(seed)
    whole = [case.data for case in cases() if not isinstance(case.shown, Reason) and len(case.data) < LONGEST]
    for _ in range(count):
        data = spoiled(whole[random.randint(len(whole))], random)
        # The HEIC decoder corrupts its memory on some of these files: what it reads is read in the sandbox, as everything is in use.
        yield confined(data) if data[4:8] == b"ftyp" else unconfined(data)


def unconfined(data: bytes) -> float:
    """Seconds of processor time in this process."""
    begin = time.process_time()
    with suppress(Unreadable):
        quality_and_codes(read_picture(BytesIO(data)))
    return time.process_time() - begin


def confined(data: bytes) -> float:
    """Too long, where the kernel had to end it; any other answer is one."""
    found = fingerprint(data).picture
    return LIMITS.cpu_seconds if isinstance(found, NotHashable) and found.reason == Reason.TIME else 0.0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.stdout.write(f"{max(times(int(sys.argv[1]), int(sys.argv[2])))}\n")
