"""What lets us in elsewhere, by name: `user`, `password`, `key`. Sealed with a key that only this node's secret gives (keys.py); each purpose
has its own."""

import json
from collections.abc import Mapping

from cryptography.fernet import InvalidToken

from seawall.core.keys import seal, unseal


def sealed(purpose: str, given: Mapping[str, str]) -> str:
    return seal(purpose, json.dumps(dict(given))) if given else ""


def opened(purpose: str, text: str) -> dict[str, str]:
    """Nothing, where the node has another secret now: the page then says that we are not let in, and they are typed anew."""
    if not text:
        return {}
    try:
        found: dict[str, str] = json.loads(unseal(purpose, text))
    except InvalidToken:
        return {}
    return found
