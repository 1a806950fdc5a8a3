"""How a source names the entry that a vote is about, and where it takes votes: read from the record as it came."""

from dataclasses import dataclass, field
from io import BytesIO

from seawall.core.keys import unseal
from seawall.federation.credentials import opened
from seawall.federation.hash_sharing import telling
from seawall.federation.models import Source, SourceEntry
from seawall.federation.states import SourceKind
from seawall.material.states import Stance
from seawall.wire import hash_sharing as wire
from seawall.wire.changes import Asked, read_page

# Those that are understood here: about a value that nobody here can compare, nobody here can say that it is wrong.
KINDS = ("MD5", "SHA1", "PDQ")
TAKES_VOTES = frozenset({SourceKind.HASH_SHARING, SourceKind.NODE})
LISTS = "/api/v1/lists/"


@dataclass(frozen=True, slots=True)
class Named:
    """`member` is None where the source is a node: its own number there has to be asked for."""

    entry: str
    kinds: tuple[str, ...]
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """Where Hash Sharing is spoken. A Seawall node takes votes on a list there too, by the id of the list and the key that pulls it."""

    address: str
    user: str = field(repr=False)
    password: str = field(repr=False)


def takes_votes(source: Source) -> bool:
    """Not a list of harmless material: our word says whether something belongs among known material."""
    return source.kind in TAKES_VOTES and source.checkpoint.get("stance") != Stance.HARMLESS


def named(source: Source, entry: SourceEntry) -> Named:
    told = BytesIO(unseal("federation.source_entry", entry.told).encode())
    return _in_page(source, told) if source.kind == SourceKind.NODE else _in_entries(told)


def door_of(source: Source) -> Door:
    given = opened(source.credentials)
    if source.kind == SourceKind.NODE:
        node, _lists, list_id = source.place.rstrip("/").partition(LISTS)
        return Door(f"{node}/hashsharing", list_id, given.get("key", ""))
    return Door(source.place.rstrip("/"), given.get("user", ""), given.get("password", ""))


def _in_entries(told: BytesIO) -> Named:
    entry = next(each for each in wire.Entries(told) if isinstance(each, wire.Entry))
    held = {each.kind for each in entry.fingerprints if each.value}
    return Named(entry.id, tuple(kind for kind in KINDS if kind in held), entry.member.id)


def _in_page(source: Source, told: BytesIO) -> Named:
    list_id = source.place.rstrip("/").rpartition("/")[2]
    [change] = read_page(told, Asked(list_id, "", "")).changes
    prints = telling.prints_of(change.entry) if change.entry else []
    held = {telling.KINDS[each.kind] for each in prints}
    return Named(change.id, tuple(kind for kind in KINDS if kind in held))
