"""One entry of a list as a snapshot holds it: a line of JSON, and the line read with every field checked."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from seawall.wire.lines import Fields

LETTERS = {"md5": 32, "sha1": 40, "sha256": 64, "pdq": 64}


@dataclass(frozen=True, slots=True)
class Given:
    """`value`: lower-case hexadecimal digits; `quality` 0 to 100 for pdq, else None."""

    kind: str
    value: str = field(repr=False)
    quality: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """`categories`: by scheme, its version and the category."""

    list: str
    entry: str
    record: str
    handling: str
    disputed: bool
    categories: Mapping[str, tuple[str, str]]
    fingerprints: tuple[Given, ...]


def document_of(entry: Entry) -> dict[str, Any]:
    prints = [
        {"kind": each.kind, "value": each.value} | ({} if each.quality is None else {"quality": each.quality})
        for each in entry.fingerprints
    ]
    categories = {scheme: {"version": v, "category": c} for scheme, (v, c) in entry.categories.items()}
    words = {"list": entry.list, "entry": entry.entry, "record": entry.record, "handling": entry.handling}
    return {**words, "disputed": entry.disputed, "categories": categories, "fingerprints": prints}


def entry_of(fields: Fields, lists: Container[str]) -> Entry:
    """Errors: Malformed, with the field."""
    categories = fields.inner("categories")
    found = {scheme: categories.inner(scheme) for scheme in list(categories.rest)}
    return Entry(
        one_of(fields, "list", lists),
        fields.text("entry"),
        fields.text("record"),
        fields.text("handling"),
        fields.truth("disputed"),
        {scheme: (one.text("version"), one.text("category")) for scheme, one in found.items()},
        tuple(_given(each) for each in fields.each("fingerprints")),
    )


def one_of(fields: Fields, name: str, words: Container[str]) -> str:
    word = fields.text(name)
    if word not in words:
        raise fields.wrong(name)
    return word


def _given(fields: Fields) -> Given:
    kind = one_of(fields, "kind", LETTERS)
    quality = fields.number("quality", 100) if kind == "pdq" else None
    return Given(kind, fields.hex("value", LETTERS[kind]), quality)
