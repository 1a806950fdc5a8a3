"""The only place where the vault's key is used. Each field is sealed by itself, with the id of its entry, so that it opens in its own row and
in no other."""

import json

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import WrongState
from seawall.core.keys import seal, unseal
from seawall.core.masked import Masked

VAULT = "vault"
UNREADABLE = _(
    "This was sealed with another secret of the node, or changed in the database. It cannot be read; tell your administrator."
)


def sealed_for(entry_id: str, words: Masked) -> str:
    return seal(VAULT, json.dumps([entry_id, words.secret]))


def opened_for(entry_id: str, sealed: Masked) -> str:
    try:
        own_id, words = json.loads(unseal(VAULT, sealed.secret))
    except InvalidToken:
        raise WrongState(UNREADABLE) from None
    if own_id != entry_id:
        raise WrongState(UNREADABLE)
    return str(words)
