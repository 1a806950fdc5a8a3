"""The deeds of this domain that nobody does alone. Named in config/wiring.py."""

from seawall.identification.asking.seconded import RELEASE_REQUEST
from seawall.identification.vault.seconded import DEEDS as VAULT_DEEDS

DEEDS = (RELEASE_REQUEST, *VAULT_DEEDS)
