"""Invented items for tests: random fingerprints of nothing, labels without a picture."""

import secrets

from seawall.core.actors import Actor
from seawall.material.actions import assess, open_list, propose_entry, register_item
from seawall.material.models import Item, List, ListEntry
from seawall.material.states import FingerprintKind, GivenFingerprint, HandlingCode, Labels

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


def an_assessed_item(actor: Actor, *fingerprints: GivenFingerprint, **changed: str) -> Item:
    item = an_item(actor, *fingerprints)
    assess(item, labels(**changed), actor=actor)
    item.refresh_from_db()
    return item


def a_confirmed_item(first: Actor, second: Actor, *fingerprints: GivenFingerprint, **changed: str) -> Item:
    item = an_assessed_item(first, *fingerprints, **changed)
    assess(item, labels(**changed), actor=second)
    item.refresh_from_db()
    return item


def a_disputed_item(first: Actor, second: Actor, *fingerprints: GivenFingerprint) -> Item:
    """The two differ in the class of depiction, so that the baseline stays agreed and the ranks do not."""
    item = an_assessed_item(first, *fingerprints)
    assess(item, labels(depiction="c2"), actor=second)
    item.refresh_from_db()
    return item


def a_list(reviewer: Actor, name: str = "Known material") -> List:
    return open_list(name, handling=HandlingCode.AMBER, actor=reviewer)


def a_proposed_entry(first: Actor, second: Actor, reviewer: Actor) -> ListEntry:
    return propose_entry(a_confirmed_item(first, second), a_list(reviewer), actor=first)
