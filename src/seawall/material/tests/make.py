"""Invented items for tests: random fingerprints of nothing, labels without a picture."""

import secrets

from seawall.core.actors import Actor
from seawall.material.actions import register_item
from seawall.material.models import Item
from seawall.material.states import FingerprintKind, GivenFingerprint, Labels

PLAIN = {
    "real_child": "yes",
    "age": "7-10",
    "depiction": "b",
    "ai_generated": "no",
    "coerced": "no",
    "confidence": "high",
}


def labels(**changed: str) -> Labels:
    return Labels.read({**PLAIN, **changed})


def sha256() -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.SHA256, secrets.token_hex(32))


def md5() -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.MD5, secrets.token_hex(16))


def pdq(quality: int = 90) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.PDQ, secrets.token_hex(32), quality)


def an_item(actor: Actor, *fingerprints: GivenFingerprint) -> Item:
    return register_item(fingerprints or (sha256(),), actor=actor)
