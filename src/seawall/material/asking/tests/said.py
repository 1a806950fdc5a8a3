"""Fingerprints as a machine writes them."""

from typing import Any

from seawall.material.states import FingerprintKind, GivenFingerprint


def said(given: GivenFingerprint, bits: int = 0) -> dict[str, Any]:
    """With so many bits changed from the lowest up."""
    value = f"{int(given.value, 16) ^ ((1 << bits) - 1):0{len(given.value)}x}"
    quality = {"quality": given.quality} if given.kind == FingerprintKind.PDQ else {}
    return {"kind": given.kind.value, "value": value, **quality}
