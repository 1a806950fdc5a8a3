"""What this domain announces. The reactions stand in config/wiring.py."""

from dataclasses import dataclass

from seawall.core.events import Event


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
class EntryShared(Event):
    entry_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class EntryWithdrawn(Event):
    entry_id: str
    item_id: str
