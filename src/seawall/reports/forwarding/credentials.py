"""What lets us into a tipline, sealed with a key that only this node's secret gives (core/keys.py)."""

import json

from cryptography.fernet import InvalidToken

from seawall.core.keys import seal, unseal

PURPOSE = "reports.tipline"


def sealed(user: str, password: str) -> str:
    return seal(PURPOSE, json.dumps([user, password]))


def opened(text: str) -> tuple[str, str]:
    """Nothing, where the node has another secret now: the tipline then says that we are not let in, and they are typed anew."""
    try:
        user, password = json.loads(unseal(PURPOSE, text)) if text else ("", "")
    except InvalidToken:
        return "", ""
    return user, password
