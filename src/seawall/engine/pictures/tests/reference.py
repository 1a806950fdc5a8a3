"""What the reference implementation says of the generated pictures: reference.csv beside this file, and how it was made.

    python -m seawall.engine.pictures.tests.reference PROGRAM

PROGRAM is pdq-photo-hasher, built from pdq/cpp of the public repository facebook/ThreatExchange. It is given every picture as a
bitmap without compression and writes its hash and quality, which are kept; nothing of the program is.
"""

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from seawall.engine.pictures.pdq import Code
from seawall.engine.pictures.tests.scenes import SCENES, Pixels, Size, scene

FILE = Path(__file__).with_name("reference.csv")
SMALL = [
    (64, 64),
    (65, 96),
    (200, 150),
    (320, 240),
    (511, 512),
    (512, 384),
    (640, 480),
    (600, 90),
    (1024, 768),
]
LARGE = [(1500, 1999), (2048, 1536), (4096, 3072)]


@dataclass(frozen=True, slots=True)
class Known:
    """A generated picture with the reference's hash, uint8[32], and its quality."""

    name: str
    seed: int
    size: Size
    code: Code
    quality: int

    def pixels(self) -> Pixels:
        return scene(self.name, self.seed, self.size)

    @property
    def is_large(self) -> bool:
        return max(self.size) >= 1024

    def __str__(self) -> str:
        return f"{self.name}-{self.seed}-{self.size[0]}x{self.size[1]}"


def wanted() -> Iterator[tuple[str, int, Size]]:
    for number, name in enumerate(SCENES):
        for place, size in enumerate(SMALL):
            yield from ((name, 100 * number + 10 * place + seed, size) for seed in range(2))
        yield from ((name, 100 * number + 90 + place, size) for place, size in enumerate(LARGE))


def known() -> list[Known]:
    with FILE.open(encoding="ascii", newline="") as lines:
        return [_known(row) for row in csv.DictReader(lines)]


def _known(row: dict[str, str]) -> Known:
    code = np.frombuffer(bytes.fromhex(row["pdq"]), np.uint8)
    size = (int(row["width"]), int(row["height"]))
    return Known(row["scene"], int(row["seed"]), size, code, int(row["quality"]))


def make(program: str) -> None:
    with FILE.open("w", encoding="ascii", newline="") as lines, tempfile.TemporaryDirectory() as folder:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["scene", "seed", "width", "height", "pdq", "quality"])
        for name, seed, size in wanted():
            path = Path(folder) / "picture.ppm"
            Image.fromarray(scene(name, seed, size)).save(path)
            said = subprocess.run([program, path], capture_output=True, text=True, check=True).stdout
            writer.writerow([name, seed, *size, *said.split(",")[:2]])


if __name__ == "__main__":
    make(sys.argv[1])
