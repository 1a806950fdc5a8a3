"""PDQ of a JPEG: this engine beside threatexchange, whose pdqhash is the reference's code without its resizing.

`python -m tests.bench.pictures`. All get the same bytes in the same round, in turn, so that a busy moment meets them alike. Processor
time is that of all processes that take part: a crowded machine stretches the clock, and hardly this.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import numpy as np
import psutil
from PIL import Image
from threatexchange.signal_type.pdq.pdq_hasher import pdq_from_bytes

from seawall.engine import fingerprint
from seawall.engine.bulk import fingerprint_folder
from seawall.engine.pictures.hashing import picture_of
from seawall.engine.pictures.read import read_picture
from seawall.engine.pictures.tests.encoders import saved
from seawall.engine.pictures.tests.oracle import distance, reference_of
from seawall.engine.pictures.tests.scenes import scene
from seawall.engine.sandbox import default, readable
from tests.bench._nodes import crowded_line, say, table

SIDES = (512, 1024, 2048, 4096)
SCENES = ("clouds", "rough", "shapes")
ROUNDS = 7
FILES = 200
SETTLING = 0.03


def ours(data: bytes) -> bytes:
    return picture_of(read_picture(BytesIO(data))).code.tobytes()


def ours_confined(data: bytes) -> bytes:
    """PDQ alone, decoded in a child of the sandbox."""
    with readable(data) as fd:
        return bytes(default().run("picture", fd))[1:]


def fingerprinted(data: bytes) -> bytes:
    """With md5, sha1 and sha256, decoded in a child of the sandbox: all that `fingerprint` does."""
    return fingerprint(data).picture.code.tobytes()


def theirs(data: bytes) -> bytes:
    return bytes.fromhex(pdq_from_bytes(data)[0])


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "PDQ": ours,
    "PDQ, confined": ours_confined,
    "`fingerprint`": fingerprinted,
    "threatexchange": theirs,
}


OURS = [name for name in WAYS if name != "threatexchange"]


def files(side: int) -> list[bytes]:
    return [
        saved(Image.fromarray(scene(name, side, (side, side * 3 // 4))), "JPEG", quality=90)
        for name in SCENES
    ]


class Spent:
    """Seconds for one file by way: the medians over all files and rounds, by the clock and of the processor."""

    def __init__(self, data: list[bytes]) -> None:
        clock: dict[str, list[float]] = {name: [] for name in WAYS}
        self.processor = dict.fromkeys(WAYS, 0.0)
        for _ in range(ROUNDS):
            for each in data:
                for name, way in WAYS.items():
                    begin, before = time.perf_counter(), processor_seconds()
                    way(each)
                    clock[name].append(time.perf_counter() - begin)
                    # The child that was made ahead for the next file is paid for by this one.
                    time.sleep(SETTLING)
                    self.processor[name] += (processor_seconds() - before) / ROUNDS / len(data)
        self.clock = {name: statistics.median(values) for name, values in clock.items()}


def processor_seconds() -> float:
    """Of this process, the sandbox's server and its children, the living too."""
    server = psutil.Process(default().server_pid)
    while True:
        all_of_it = time.process_time() + sum(server.cpu_times()[:4])
        # One that ends while it is looked at is among the server's own a moment later.
        with suppress(psutil.NoSuchProcess):
            return all_of_it + sum(sum(child.cpu_times()[:2]) for child in server.children())


def bits(data: list[bytes], way: Callable[[bytes], bytes]) -> str:
    """How far a way is from what the reference makes of the whole picture: mean and most."""
    found = []
    for each in data:
        with Image.open(BytesIO(each)) as whole:
            code, _ = reference_of(np.asarray(whole.convert("RGB")))
        found.append(distance(np.frombuffer(way(each), np.uint8), code))
    return f"{statistics.mean(found):.1f} / {max(found)}"


def row(side: int) -> list[str]:
    say(f"pictures of {side} pixels")
    data = files(side)
    spent = Spent(data)
    shown = [f"{1000 * spent.clock[name]:.1f} / {1000 * spent.processor[name]:.1f} ms" for name in WAYS]
    ratios = [
        f"{spent.clock['threatexchange'] / spent.clock[name]:.1f}× / "
        f"{spent.processor['threatexchange'] / spent.processor[name]:.1f}×"
        for name in OURS
    ]
    size = f"{side} × {side * 3 // 4}, {sum(map(len, data)) // len(data) // 1024:,} KB"
    return [size, *shown, *ratios, bits(data, ours), bits(data, theirs)]


def folder() -> str:
    """Files a second of a folder with variants of each, as `seawall scan` reads it."""
    data = [each for side in SIDES[:3] for each in files(side)]
    jobs = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        for number in range(FILES):
            Path(name, f"{number}.jpg").write_bytes(data[number % len(data)])
        begin, before = time.perf_counter(), processor_seconds()
        count = sum(1 for _ in fingerprint_folder(name, jobs=jobs, sandbox=default()))
        clock, processor = time.perf_counter() - begin, processor_seconds() - before
    return (
        f"A folder of {count} such files to 2048 pixels, {jobs} at a time, exact hashes and variants too: {count / clock:.0f} files a second, "
        f"{1000 * processor / count:.1f} ms of processor time a file."
    )


def main() -> None:
    head = ["JPEG", *WAYS, *(f"{name} is" for name in OURS), "bits from the reference", "threatexchange's"]
    print("## Fingerprints of pictures\n")
    print(table(head, [row(side) for side in SIDES]))
    print(
        "\nBy the clock (medians) / processor time (means), which counts the forked child too. PDQ: in the calling process. PDQ, confined: in a child"
        " of the sandbox. `fingerprint`: the exact hashes as well. Bits: mean / most,"
        f" of {len(SCENES)} generated pictures. {ROUNDS} rounds.\n\n{folder()}{crowded_line()}"
    )


if __name__ == "__main__":
    main()
