"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


@dataclass(frozen=True, slots=True)
class FingerprintsAdded(Event):
    """An item is new, or is known by one fingerprint more."""

    item_id: str


@dataclass(frozen=True, slots=True)
class NearMatchesNoted(Event):
    """An item looks like others, as a search has found."""

    item_id: str


@dataclass(frozen=True, slots=True)
class ItemAssessed(Event):
    """A person has given an opinion: the first, the second, a revised or a settling one."""

    item_id: str
    opinion_id: str


@dataclass(frozen=True, slots=True)
class ItemConfirmed(Event):
    """Independent opinions agree."""

    item_id: str


@dataclass(frozen=True, slots=True)
class ItemDisputed(Event):
    """Opinions differ; a reviewer is needed."""

    item_id: str


@dataclass(frozen=True, slots=True)
class ItemUnconfirmed(Event):
    """What was confirmed is so no longer: an opinion was withdrawn or revised."""

    item_id: str


@dataclass(frozen=True, slots=True)
class VerdictsChanged(Event):
    """At least one scheme gives the item another category than before."""

    item_id: str


@dataclass(frozen=True, slots=True)
class TablesChanged(Event):
    """Rule tables are in force by which some of the agency's verdicts have not been computed."""


@dataclass(frozen=True, slots=True)
class ItemQuarantined(Event):
    """It matched so much at once that nothing acts on it until a person has looked."""

    item_id: str


@dataclass(frozen=True, slots=True)
class ItemReleased(Event):
    """A person has looked at a flood of matches and found them right."""

    item_id: str


@dataclass(frozen=True, slots=True)
class MatchingSet(Event):
    """A list matches otherwise than before: its switch, its radius or its stance was changed."""

    list_id: str


@dataclass(frozen=True, slots=True)
class CanarySeen(Event):
    """An entry that was made for one receiver's copy alone has come back: with a question of the key `by`, or with fingerprints that
    the member of staff `by` (or the node itself) brought."""

    canary_id: str
    list_id: str
    receiver: str
    by: str


@dataclass(frozen=True, slots=True)
class EntryShared(Event):
    entry_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class EntryWithdrawn(Event):
    entry_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class EntryDoubted(Event):
    """Somebody has voted against a shared entry: one of our own people, or (then `by` is empty) an organisation that pulls the list."""

    entry_id: str
    by: str


@dataclass(frozen=True, slots=True)
class MatchConfirmed(Event):
    """A person says that what was found alike is the same. `item_ids`: both, or the one that answered where somebody asked by a bare
    fingerprint."""

    match_id: str
    item_ids: list[str]


@dataclass(frozen=True, slots=True)
class MatchRefuted(Event):
    """A person says that what was found alike is not the same."""

    match_id: str
    by: str
