"""Arrivals with the digests by which they are looked for. Made where they are read, so that whoever writes need not compute them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from seawall.material.states.arrivals import Arrival, LookAlone, Said
from seawall.material.states.fingerprints import EXACT, FingerprintKind

EXACT_KINDS = frozenset(kind.value for kind in EXACT)
# Asking an enum for its value costs more than looking it up, and a million records ask six million times.
PLAIN = {kind: kind.value for kind in FingerprintKind}


class Keyed(NamedTuple):
    """A fingerprint with its digest, which is computed once; in the order of the columns."""

    kind: str
    value: str
    digest: str
    quality: int | None

    def __repr__(self) -> str:
        return f"Keyed({self.kind})"


@dataclass(slots=True)
class KeyedArrival:
    """An arrival with what it is looked for by: its fingerprints by kind, the digests of those that are exact, and the item that its
    source means. `twice`: it has two of one kind."""

    said: Said | None
    prints: dict[str, Keyed]
    exact: dict[str, str]
    twice: bool
    look_alone: LookAlone
    item_id: str

    @property
    def look(self) -> str:
        """The name of its look, where nothing else names it."""
        if self.exact or self.look_alone is not LookAlone.SAME:
            return ""
        return look_of(one.digest for one in self.prints.values())


def look_of(digests: Iterable[str]) -> str:
    """All of them: who differs in one is another."""
    return " ".join(sorted(digests))


def keyed(arrivals: Iterable[Arrival | KeyedArrival]) -> list[KeyedArrival]:
    """What has its digests already stays as it is."""
    return [one if isinstance(one, KeyedArrival) else _keyed(one) for one in arrivals]


def _keyed(arrival: Arrival) -> KeyedArrival:
    prints = {
        kind: Keyed(kind, given.value, given.digest, given.quality)
        for given in arrival.fingerprints
        if (kind := PLAIN[given.kind])
    }
    exact = {kind: one.digest for kind, one in prints.items() if kind in EXACT_KINDS}
    twice = len(prints) < len(arrival.fingerprints)
    return KeyedArrival(arrival.said, prints, exact, twice, arrival.look_alone, arrival.item_id)
