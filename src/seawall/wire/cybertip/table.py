"""The shape of the table: elements in their order, how often, of which kind, with which attributes. Plain data, read by everything else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from seawall.wire.cybertip.kinds import Kind


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    kind: Kind
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """An element within another; `most` None for any number."""

    name: str
    what: "Kind | Record"
    least: int = 0
    most: int | None = 1


@dataclass(frozen=True, slots=True)
class Either:
    """One of these, at `least` one."""

    children: tuple[Child, ...]
    least: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """`name` is its type in our schema text and names one record alone. It has `parts`, or `content`: a value of its own. `free_order`: each at most once, in any
    order, as flags are given."""

    name: str
    parts: tuple[Child | Either, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    content: Kind | None = None
    free_order: bool = False
    note: str = ""

    @property
    def children(self) -> Iterator[Child]:
        for part in self.parts:
            yield from alternatives(part)


def alternatives(part: Child | Either) -> tuple[Child, ...]:
    return part.children if isinstance(part, Either) else (part,)


@cache
def places(record: Record) -> Mapping[str, tuple[int, Child]]:
    """By name of a child: the number of its part, and the child."""
    return {
        child.name: (place, child) for place, part in enumerate(record.parts) for child in alternatives(part)
    }


def one(name: str, what: Kind | Record) -> Child:
    return Child(name, what, 1)


def maybe(name: str, what: Kind | Record) -> Child:
    return Child(name, what)


def many(name: str, what: Kind | Record, least: int = 0) -> Child:
    return Child(name, what, least, None)


def flags(name: str, names: tuple[str, ...], flag: Kind) -> Record:
    return Record(name, tuple(maybe(each, flag) for each in names), free_order=True)
