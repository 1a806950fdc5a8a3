"""Accounts as rows that can be compared: what many have in common is left out, and of each handle it is said how many would have it by chance."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from seawall.operations.linking import written

# What more accounts than this have in common is a café's, an exchange's, nobody's: it says nothing of a person.
FEW = 4
# Handles of which so many others would be there by chance are telling; less telling; others are anybody's.
RARE, UNUSUAL = 0.02, 0.3
# What people write who do not want to give an address.
NOBODYS = frozenset("nobody none null noreply test admin info mail user anonymous example abc asdf".split())
AS_IT_IS = ("phone", "ip", "device", "wallet")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an account: its handle, and its identifiers by their kind."""

    id: str
    handle: str = field(repr=False)
    identifiers: Mapping[str, Sequence[str]] = field(repr=False)

    def all_of(self, kind: str) -> Sequence[str]:
        return self.identifiers.get(kind, ())


# The ids of two accounts, the lower one first.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """What the linking program is asked; `same` and `different` are the pairs that a person has answered."""

    accounts: Sequence[Known]
    same: Sequence[Pair] = ()
    different: Sequence[Pair] = ()


def legs_of(pair: Pair, through: str) -> Sequence[Pair]:
    """The two pairs on which one rests that a third account holds together; of any other there are none."""
    return [(min(end, through), max(end, through)) for end in pair] if through else []


def rows(accounts: Sequence[Known]) -> list[dict[str, Any]]:
    plain = [written.letters(one.handle) for one in accounts]
    boxes = {box for box in _held_by_few(accounts, "email", written.box) if _is_somebodys(box)}
    held = {kind: _held_by_few(accounts, kind, str) for kind in AS_IT_IS}
    chance = _chance(plain)
    return [
        {
            "unique_id": one.id,
            "handle": letters,
            "stem": written.stem(letters),
            "tail": written.tail(letters),
            "chance": chance(letters),
            "name": next(iter(sorted(filter(None, map(written.name, one.all_of("name"))))), None),
            "address": [value for value in one.all_of("email") if written.box(value) in boxes],
            "email": sorted({written.box(value) for value in one.all_of("email")} & boxes),
            "word": sorted(_words(one, boxes, chance)),
            **{kind: sorted(held[kind].intersection(one.all_of(kind))) for kind in AS_IT_IS},
        }
        for one, letters in zip(accounts, plain, strict=True)
    ]


def _held_by_few(accounts: Sequence[Known], kind: str, same: Callable[[str], str]) -> set[str]:
    each = (set(map(same, one.all_of(kind))) for one in accounts)
    counted = Counter(chain.from_iterable(each))
    return {value for value, number in counted.items() if number <= FEW}


def _is_somebodys(box: str) -> bool:
    local = box.partition("@")[0]
    return len(local) > 1 and local not in NOBODYS


def _words(one: Known, boxes: set[str], chance: Callable[[str], float]) -> Iterator[str]:
    """What stands before the @, where it is as telling as a rare handle: somebody's handle at another site, often."""
    for value in one.all_of("email"):
        word = written.local(value)
        if written.box(value) in boxes and word and chance(word) < RARE:
            yield word


def _chance(handles: Sequence[str]) -> Callable[[str], float]:
    """How many other accounts would have these letters by chance: from how often the word is there, and how often the digits behind it."""
    words = Counter(written.stem(one) for one in handles)
    tails = Counter(written.tail(one) for one in handles)
    everything = max(len(handles), 1)

    def expected(handle: str) -> float:
        word, digits = max(words[written.stem(handle)], 1), max(tails[written.tail(handle)], 1)
        return word * digits / everything

    return expected
