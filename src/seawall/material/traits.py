"""Traits of items, kept as keyed digests beside the word of the source that tells them."""

from collections.abc import Collection, Iterable, Mapping

from seawall.core.ids import IdField, new_ids
from seawall.core.keys import digest
from seawall.core.many_rows import insert_rows
from seawall.material.models import Trait
from seawall.material.states import Said, Source, Told, TraitKind

Keys = frozenset[tuple[str, str]]
COLUMNS = ("id", "statement_id", "item_id", "kind", "key")


def keys_of(source: Source, said: Said) -> Keys:
    """A device is the same whoever read its number; a place tag means something at its own source alone."""
    return frozenset((one.kind.value, _key(source, one)) for one in said.traits)


def _key(source: Source, told: Told) -> str:
    if told.kind is TraitKind.DEVICE:
        return digest("material.device", told.text)
    return digest("material.place", f"{source.name}\n{told.text}")


def keys_kept(statement_ids: Collection[str]) -> dict[str, Keys]:
    found: dict[str, set[tuple[str, str]]] = {}
    kept = Trait.objects.filter(statement_id__one_of=statement_ids)
    for statement_id, kind, key in kept.values_list("statement_id", "kind", "key"):
        found.setdefault(statement_id, set()).add((kind, key))
    return {statement_id: frozenset(keys) for statement_id, keys in found.items()}


def keep(told: Mapping[str, tuple[str, Keys]], again: Collection[str]) -> None:
    """By statement its item and what it tells now. `again`: statements that were here before, of which what was told goes."""
    if again:
        Trait.objects.filter(statement_id__one_of=again).delete()
    insert_rows(Trait, COLUMNS, _rows(told))


def _rows(told: Mapping[str, tuple[str, Keys]]) -> Iterable[tuple[str, ...]]:
    rows = [
        (statement_id, item_id, kind, key)
        for statement_id, (item_id, keys) in told.items()
        for kind, key in sorted(keys)
    ]
    key_field = Trait._meta.pk
    assert isinstance(key_field, IdField)
    ids = new_ids(key_field.prefix, len(rows)) if rows else []
    return [(trait_id, *row) for trait_id, row in zip(ids, rows, strict=True)]
