"""What is asked: fingerprints of one kind as an array, with the question each belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, from_hex
from seawall.material.states import (
    EXACT,
    HEX_LETTERS,
    MATCHED,
    FingerprintKind,
    GivenFingerprint,
)


@dataclass(frozen=True)
class Asked:
    """Fingerprints of one kind. A question is one file or one line of the caller's; several may be about the same."""

    kind: FingerprintKind
    # uint8[n, width]: 32 bytes for PDQ and SHA-256, 20 for SHA-1, 16 for MD5.
    codes: Codes
    # int64[n]: the caller's number for each.
    question: NDArray[np.int64]
    # uint8[n], 0 to 100, for PDQ; None for exact kinds.
    quality: NDArray[np.uint8] | None = None

    def __post_init__(self) -> None:
        if len(self.codes) != len(self.question):
            raise ValueError(f"{len(self.codes)} codes for {len(self.question)} questions")
        if (self.quality is not None) != (self.kind == FingerprintKind.PDQ):
            raise ValueError("PDQ fingerprints have a quality, and no others")

    @property
    def exact(self) -> bool:
        return self.kind in EXACT

    def only(self, kept: NDArray[np.bool_]) -> "Asked":
        quality = None if self.quality is None else self.quality[kept]
        return Asked(self.kind, self.codes[kept], self.question[kept], quality)


def asked(given: Sequence[tuple[int, GivenFingerprint]]) -> list[Asked]:
    """Checked fingerprints with their questions' numbers, by kind, the exact kinds first."""
    found = []
    for kind in MATCHED:
        mine = [(question, fingerprint) for question, fingerprint in given if fingerprint.kind == kind]
        if mine:
            codes = from_hex((fingerprint.value for _, fingerprint in mine), width=HEX_LETTERS[kind] // 2)
            question = np.array([question for question, _ in mine], np.int64)
            quality = np.array([fingerprint.quality or 0 for _, fingerprint in mine], np.uint8)
            found.append(Asked(kind, codes, question, quality if kind == FingerprintKind.PDQ else None))
    return found
