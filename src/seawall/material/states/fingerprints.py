"""Fingerprints as they are given to us, and why one may be seen in full."""

import re
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid
from seawall.core.keys import digest


class FingerprintKind(models.TextChoices):
    """Strongest exact kind first. `vpdq` comes with the formats that bring it."""

    SHA256 = "sha256", "SHA-256"
    SHA1 = "sha1", "SHA-1"
    MD5 = "md5", "MD5"
    PDQ = "pdq", "PDQ"
    # Kept as it came and passed on: what it means is its owner's secret, so that nothing is matched by it.
    PHOTODNA = "photodna-opaque", "PhotoDNA"


# Kinds that name the same bytes; PDQ is alike for pictures that look alike and is never a proof of sameness.
EXACT = (FingerprintKind.SHA256, FingerprintKind.SHA1, FingerprintKind.MD5)
# What matching knows; the order is that of its columns.
MATCHED = (*EXACT, FingerprintKind.PDQ)
HEX_LETTERS = {
    FingerprintKind.SHA256: 64,
    FingerprintKind.SHA1: 40,
    FingerprintKind.MD5: 32,
    FingerprintKind.PDQ: 64,
    FingerprintKind.PHOTODNA: 288,
}
FITS = {kind: re.compile(f"[0-9a-f]{{{letters}}}").fullmatch for kind, letters in HEX_LETTERS.items()}
# 128 bits of the keyed digest, the least that RFC 2104 lets stand: as many as an MD5 has, and half the index of them.
DIGEST_LETTERS = 32
# Below it PDQ found too little in a picture to tell it from another (the PDQ specification).
LEAST_QUALITY = 50


class Purpose(models.TextChoices):
    """Why a masked value is shown in full. The answer stands in the trail beside the name of who asked."""

    COMPARE = "compare", _("compare it with a file that my agency lawfully holds")
    AUTHORITY = "authority", _("answer a court or an authority")
    PARTNER = "partner", _("settle a question with the partner it came from")
    CORRECT = "correct", _("correct a mistake")


@dataclass(frozen=True, slots=True)
class GivenFingerprint:
    """A fingerprint from outside, checked. Its repr holds no value, so that it can stand in an error or a log."""

    kind: FingerprintKind
    value: str = field(repr=False)
    quality: int | None = None

    def __post_init__(self) -> None:
        if not FITS[self.kind](self.value):
            raise Invalid(
                {"value": _("This is not a fingerprint of this kind: wrong length or wrong letters.")}
            )
        if self.kind == FingerprintKind.PDQ and (self.quality is None or not 0 <= self.quality <= 100):
            raise Invalid({"quality": _("A PDQ fingerprint needs its quality, from 0 to 100.")})
        if self.kind != FingerprintKind.PDQ and self.quality is not None:
            raise Invalid({"quality": _("Only a PDQ fingerprint has a quality.")})

    @classmethod
    def read(cls, kind: str, text: str, quality: int | None = None) -> "GivenFingerprint":
        """From words as people and files write them: any case, blanks around."""
        if kind not in FingerprintKind.values:
            raise Invalid({"kind": _("This kind of fingerprint is not known here.")})
        return cls(FingerprintKind(kind), text.strip().lower(), quality)

    @classmethod
    def listed(cls, kind: FingerprintKind, value: str, quality: int | None = None) -> "GivenFingerprint":
        """From a list of others. Most formats have no word for the quality of a PDQ, and what nobody could compare is in no list:
        one without it is kept as the least that is compared."""
        unsaid = kind is FingerprintKind.PDQ and quality is None
        return cls(kind, value, LEAST_QUALITY if unsaid else quality)

    @property
    def exact(self) -> bool:
        return self.kind in EXACT

    @property
    def digest(self) -> str:
        """What look-ups use: keyed with the node's secret, so that the column cannot be searched by guessing."""
        # Joined, because asking an enum for its value costs as much as the digest itself.
        return digest("material.fingerprint", ":".join((self.kind, self.value)))[:DIGEST_LETTERS]
