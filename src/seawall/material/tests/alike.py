"""Invented pictures that look alike: random PDQ codes with a few bits changed."""

from seawall.material.states import FingerprintKind, GivenFingerprint
from seawall.material.tests.make import pdq


def like(given: GivenFingerprint, bits: int, quality: int = 90) -> GivenFingerprint:
    """Another picture's fingerprint, so many bits from the given one. Always the same bits, so that two of these are
    as far from each other as their numbers differ."""
    number = int(given.value, 16) ^ ((1 << bits) - 1)
    return GivenFingerprint(FingerprintKind.PDQ, f"{number:064x}", quality)


__all__ = ["like", "pdq"]
