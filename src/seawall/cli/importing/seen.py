"""Which new items a dry run has seen already: without it a record that comes again would be here the second time."""

import sqlite3
from hashlib import sha256

from seawall.material.states import KeyedArrival

# In memory; what is more lies in a file of SQLite's own, which nobody else can open and which is gone with the process.
KIBIBYTES = 16_384
LONGEST = 16


class Seen:
    """Of a million records as of ten. It holds keyed digests, so that no fingerprint gets onto the disk."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("", isolation_level=None)
        self._table.execute(f"PRAGMA cache_size = -{KIBIBYTES}")
        self._table.execute("PRAGMA synchronous = OFF")
        self._table.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        self._table.execute("BEGIN")

    def before(self, arrival: KeyedArrival) -> bool:
        """Whether an arrival with one of these names came before, mostly exact fingerprints; afterwards it did."""
        digests = [(each,) for each in _names(arrival)]
        added = self._table.executemany("INSERT OR IGNORE INTO seen VALUES (?)", digests).rowcount
        return added < len(digests)


def _names(arrival: KeyedArrival) -> list[bytes]:
    if arrival.exact:
        return [bytes.fromhex(each)[:LONGEST] for each in arrival.exact.values()]
    # A look is one name, however many fingerprints it has: who differs in one is another.
    return [sha256(arrival.look.encode()).digest()[:LONGEST]]
