"""What is kept of a list here: the place up to which it was fetched, and each entry under its id, so that a withdrawal finds it."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from threatexchange.exchanges.collab_config import CollaborationConfigWithDefaults
from threatexchange.exchanges.fetch_state import (
    FetchCheckpointBase,
    FetchedSignalMetadata,
    SignalOpinion,
    SignalOpinionCategory,
)

# What threatexchange calls each kind; it has no signal for SHA-1.
SIGNALS = {"pdq": "pdq", "md5": "video_md5", "sha256": "video_sha256"}
# Below it PDQ says too little to tell pictures apart; threatexchange makes no hash of such a picture either.
LEAST_QUALITY = 50
# The key of the entry that is ours; no id of a node looks like it.
FILLER = "filler"


@dataclass
class _Needed:
    node: str = field(metadata={"help": "address of the Seawall node, https://…", "metavar": "URL"})
    list_id: str = field(metadata={"help": "id of the list, lst_…", "metavar": "LIST"})


@dataclass
class SeawallCollabConfig(CollaborationConfigWithDefaults, _Needed):
    """One list of one node."""


@dataclass
class SeawallCheckpoint(FetchCheckpointBase):
    """`stance`: what the list meant when it was fetched. `anew`: everything is to be fetched again."""

    cursor: str = ""
    etag: str = ""
    stance: str = ""
    anew: bool = False

    def is_stale(self) -> bool:
        return self.anew


@dataclass
class SeawallEntry:
    """One entry as the node told it last. `signals`: name of the signal and its value."""

    signals: list[tuple[str, str]]
    known: bool
    disputed: bool
    tags: list[str]

    @classmethod
    def told(cls, change: dict[str, Any], stance: str) -> "SeawallEntry":
        found = change["fingerprints"]
        signals = [(SIGNALS[one["kind"]], one["value"]) for one in found if _is_of_use(one)]
        categories = (f"{scheme}:{told['category']}" for scheme, told in change["categories"].items())
        tags = sorted([*categories, f"tlp:{change['handling']}"])
        return cls(signals, stance != "harmless", bool(change["disputed"]), tags)


def filler() -> SeawallEntry:
    """An entry of our own, made by chance, that matches nothing: with it no index ever loses its last signal. threatexchange 1.2.17 keeps
    an index whose last signal is gone, and so goes on finding what was withdrawn; with a single PDQ a stored one finds nothing."""
    widths = {"pdq": 32, "video_md5": 16, "video_sha256": 32}
    signals = [(name, secrets.token_hex(width)) for name, width in widths.items()]
    return SeawallEntry(signals, known=False, disputed=False, tags=["seawall:filler"])


def _is_of_use(one: dict[str, Any]) -> bool:
    return one["kind"] in SIGNALS and (one["kind"] != "pdq" or one.get("quality", 0) >= LEAST_QUALITY)


@dataclass
class SeawallSignalMetadata(FetchedSignalMetadata):
    """What all entries with one signal say of it together; two plain pictures can share a PDQ."""

    entries: list[str] = field(default_factory=list)
    known: bool = True
    disputed: bool = False
    tags: list[str] = field(default_factory=list)

    def joined(self, entry_id: str, entry: SeawallEntry) -> "SeawallSignalMetadata":
        return SeawallSignalMetadata(
            [*self.entries, entry_id],
            entry.known,
            self.disputed or entry.disputed,
            sorted({*self.tags, *entry.tags}),
        )

    def get_as_opinions(self) -> list[SignalOpinion]:
        sure = SignalOpinionCategory.POSITIVE_CLASS if self.known else SignalOpinionCategory.NEGATIVE_CLASS
        doubt = SignalOpinionCategory.NEGATIVE_CLASS if self.known else SignalOpinionCategory.POSITIVE_CLASS
        opinions = [SignalOpinion(False, sure, set(self.tags))]
        return opinions + ([SignalOpinion(False, doubt, set())] if self.disputed else [])


def by_signal(
    entries: Iterable[tuple[str, SeawallEntry | None]],
) -> Iterator[tuple[str, str, SeawallSignalMetadata]]:
    """Name of the signal, its value, and what is said of it; every pair once. What was withdrawn is None and says nothing."""
    found: dict[tuple[str, str], SeawallSignalMetadata] = {}
    for entry_id, entry in entries:
        for signal in entry.signals if entry else ():
            found[signal] = found.get(signal, SeawallSignalMetadata()).joined(entry_id, entry)
    for (name, value), metadata in found.items():
        yield name, value, metadata
