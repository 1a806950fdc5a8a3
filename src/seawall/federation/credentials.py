"""What lets us into a source, sealed with a key that only this node's secret gives (core/keys.py)."""

import json
from collections.abc import Mapping

from cryptography.fernet import InvalidToken

from seawall.core.keys import seal, unseal

PURPOSE = "federation.source"


def sealed(given: Mapping[str, str]) -> str:
    return seal(PURPOSE, json.dumps(dict(given))) if given else ""


def opened(text: str) -> dict[str, str]:
    """Nothing, where the node has another secret now: the source then says that it is not let in, and they are typed anew."""
    if not text:
        return {}
    try:
        found: dict[str, str] = json.loads(unseal(PURPOSE, text))
    except InvalidToken:
        return {}
    return found
