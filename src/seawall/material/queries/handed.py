"""Fingerprints of bytes that somebody hands in, who lawfully may: decoded in the jail, and forgotten."""

from seawall.core.errors import NotReady
from seawall.engine.codes import to_hex
from seawall.engine.fingerprints import fingerprint
from seawall.engine.nothashable import NotHashable
from seawall.engine.sandbox import Unconfined
from seawall.material.states import FingerprintKind, GivenFingerprint


def fingerprints_of_bytes(media: bytes) -> tuple[GivenFingerprint, ...]:
    """Of the bytes always, of the picture where it is one. Raises `NotReady` where this system cannot confine a decoder."""
    try:
        found = fingerprint(media)
    except Unconfined:
        raise NotReady from None
    digests, picture = found.digests, found.picture
    exact = (
        GivenFingerprint(FingerprintKind.SHA256, digests.sha256.hex()),
        GivenFingerprint(FingerprintKind.SHA1, digests.sha1.hex()),
        GivenFingerprint(FingerprintKind.MD5, digests.md5.hex()),
    )
    if isinstance(picture, NotHashable):
        return exact
    return (*exact, GivenFingerprint(FingerprintKind.PDQ, to_hex(picture.code[None])[0], picture.quality))
