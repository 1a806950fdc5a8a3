"""From the database into matching: the only questions that matching asks it, and none of them while somebody waits for a
match. Items are asked for by ranges of turns (what changed) or of numbers (all of them)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
from django.db.models import F
from numpy.typing import NDArray

from seawall.core.masked import MaskedFingerprint
from seawall.engine.codes import Codes, from_hex
from seawall.material.matching.facts import Category, ListFacts
from seawall.material.matching.packed import (
    DISPUTED,
    ENTRY,
    ITEM,
    NO_QUALITY,
    QUARANTINED,
    Numbers,
    Packed,
    Rows,
    Vocabulary,
)
from seawall.material.models import (
    CanaryPrint,
    Fingerprint,
    Item,
    List,
    ListEntry,
    Match,
    Turn,
    Verdict,
    Vote,
)
from seawall.material.states import (
    HEX_LETTERS,
    LEAST_QUALITY,
    EntryState,
    FingerprintKind,
    ItemState,
    MatchAnswer,
    Stance,
)

CHUNK = 5_000
THE_END = (1 << 63) - 1


@dataclass(frozen=True)
class Range:
    """Items whose `field` ("turn" or "number") is past `after` and not past `upto`."""

    field: str
    after: int
    upto: int

    def where(self, path: str = "") -> dict[str, int]:
        return {f"{path}{self.field}__gt": self.after, f"{path}{self.field}__lte": self.upto}


def latest() -> tuple[int, str]:
    """The last turn that was committed, and which database this is (empty while nothing ever changed)."""
    return Turn.objects.values_list("number", "identity").first() or (0, "")


def ranges(field: str, after: int, most: int = CHUNK) -> Iterator[Range]:
    """All items past `after`, some thousands at a time; items of one turn are never in two ranges."""
    while True:
        later = Item.objects.filter(**{f"{field}__gt": after}).order_by(field)
        upto = later.values_list(field, flat=True)[most - 1 : most].first()
        yield Range(field, after, THE_END if upto is None else upto)
        if upto is None:
            return
        after = upto


def lists_since(turn: int) -> list[ListFacts]:
    words = ("id", "owner_id", "name", "matching", "radius", "stance")
    return [
        ListFacts(list_id, owner_id, name, matching, radius, Stance(stance))
        for list_id, owner_id, name, matching, radius, stance in List.objects.filter(
            turn__gt=turn
        ).values_list(*words)
    ]


def canaries_since(turn: int) -> list[tuple[FingerprintKind, bytes, str]]:
    """Their fingerprints: kind, bytes, and whose they are."""
    later = CanaryPrint.objects.filter(canary__made__gt=turn)
    found: list[tuple[str, MaskedFingerprint, str]] = list(later.values_list("kind", "value", "canary_id"))  # type: ignore[arg-type]
    # To the matcher, not to a page.
    return [(FingerprintKind(kind), bytes.fromhex(value.secret), whose) for kind, value, whose in found]


def packed_in(these: Range, vocabulary: Vocabulary) -> Packed:
    """All that matching knows of these items. Plain rows into columns: a record for each would be most of the work."""
    entries, qualities = _entries(these, vocabulary), _qualities(these)
    categories, not_same = _categories(these, vocabulary), _not_same(these)
    nothing = vocabulary.categories.place(())
    words = ("number", "id", "owner_id", "state", "quarantined_at")
    found = Item.objects.filter(**these.where()).order_by("number").values_list(*words)
    numbers, ids, owners, states, quarantined = _columns(found, len(words))
    rows = np.zeros(len(numbers), ITEM)
    rows["item"] = _bare(ids)
    rows["owner"] = [vocabulary.owners.place(owner) for owner in owners]
    rows["categories"] = [categories.get(number, nothing) for number in numbers]
    rows["quality"] = [qualities.get(number, NO_QUALITY) for number in numbers]
    rows["flags"] = [
        DISPUTED * (state == ItemState.DISPUTED) | QUARANTINED * (at is not None)
        for state, at in zip(states, quarantined, strict=True)
    ]
    return Packed(vocabulary, Rows.of(np.array(numbers, np.uint64), rows), entries, not_same)


def _entries(these: Range, vocabulary: Vocabulary) -> Rows:
    shared = ListEntry.objects.filter(**these.where("item__"), state=EntryState.SHARED)
    found = shared.order_by("item__number", "id").values_list("item__number", "list_id", "id")
    numbers, lists, ids = _columns(found, 3)
    doubted = set(
        Vote.objects.filter(
            **these.where("entry__item__"), up=False, entry__state=EntryState.SHARED
        ).values_list("entry_id", flat=True)
    )
    rows = np.zeros(len(numbers), ENTRY)
    rows["entry"] = _bare(ids)
    rows["list"] = [vocabulary.lists.place(list_id) for list_id in lists]
    rows["disputed"] = [entry_id in doubted for entry_id in ids]
    return Rows.of(np.array(numbers, np.uint64), rows)


def _qualities(these: Range) -> dict[int, int]:
    pictures = Fingerprint.objects.filter(**these.where("item__"), kind=FingerprintKind.PDQ)
    return {
        number: quality
        for number, quality in pictures.values_list("item__number", "quality")
        if quality is not None
    }


def _categories(these: Range, vocabulary: Vocabulary) -> dict[int, int]:
    """By number, the place of its categories in the vocabulary."""
    current = Verdict.objects.filter(**these.where("item__"), superseded_at__isnull=True)
    words = ("item__number", "scheme", "version", "category")
    known: dict[tuple[tuple[str, ...], ...], int] = {}
    found = {}
    for number, rows in groupby(current.order_by(*words[:2]).values_list(*words), itemgetter(0)):
        plain = tuple(row[1:] for row in rows)
        place = known.get(plain)
        if place is None:
            place = known[plain] = vocabulary.categories.place(tuple(map(Category._make, plain)))
        found[number] = place
    return found


def _columns(rows: Iterable[tuple[Any, ...]], width: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _bare(ids: Sequence[str]) -> NDArray[np.bytes_]:
    """S26[n]: the ids without their prefix of three letters and a dash."""
    letters = np.frombuffer("".join(ids).encode("ascii"), np.uint8).reshape(len(ids), 4 + 26)
    return np.ascontiguousarray(letters[:, 4:]).view("S26")[:, 0]


def _not_same(these: Range) -> dict[int, frozenset[str]]:
    """A pair of items that are not the same stays so whichever of the two is asked about."""
    answered = Match.objects.filter(answer=MatchAnswer.NOT_SAME)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, digest in answered.filter(**these.where("item__")).values_list("item__number", "query"):
        found[number].add(digest)
    other_way = answered.filter(**these.where("asking__"), item__fingerprints__kind=F("kind"))
    for number, digest in other_way.values_list("asking__number", "item__fingerprints__digest"):
        found[number].add(digest)
    return {number: frozenset(digests) for number, digests in found.items()}


def numbers_in(these: Range) -> Numbers:
    return np.array(list(Item.objects.filter(**these.where()).values_list("number", flat=True)), np.uint64)


def codes_in(these: Range, kind: FingerprintKind) -> tuple[Numbers, Codes]:
    """What the index holds of these items: their numbers and codes, in the order of the numbers.

    A PDQ fingerprint of too little quality would match what it has nothing to do with; it is not indexed.
    """
    wanted = Fingerprint.objects.filter(**these.where("item__"), kind=kind).order_by("item__number")
    if kind == FingerprintKind.PDQ:
        wanted = wanted.filter(quality__gte=LEAST_QUALITY)
    numbers, values = _columns(wanted.values_list("item__number", "value"), 2)
    # To the matcher, not to a page.
    codes = from_hex((value.secret for value in values), width=HEX_LETTERS[kind] // 2)
    return np.array(numbers, np.uint64), codes
