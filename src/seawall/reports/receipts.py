"""Receipt codes of reports."""

from seawall.core.receipts import ALPHABET as ALPHABET
from seawall.core.receipts import TOKEN_SHORTEST as TOKEN_SHORTEST
from seawall.core.receipts import ReceiptCode as ReceiptCode
from seawall.core.receipts import Receipts
from seawall.core.receipts import grouped as grouped
from seawall.core.receipts import normal as normal

RECEIPTS = Receipts("reports")
code_of, slow_hash, token_digest = RECEIPTS.code_of, RECEIPTS.slow_hash, RECEIPTS.token_digest
hash_typed = RECEIPTS.hash_typed
