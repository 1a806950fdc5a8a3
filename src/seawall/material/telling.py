"""A list's entries as they are told to others, with their fingerprints in full. Whoever calls has asked the policy, and
writes a line into the trail before anything is given away."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from seawall.material.models import Canary, CanaryPrint, Fingerprint, ListEntry, Verdict, Vote
from seawall.material.states import MATCHED, ItemState
from seawall.wire.listed import Entry, Given


def told(entries: Sequence[ListEntry]) -> Iterator[Entry]:
    """In their order; their items must have been fetched with them. Four questions to the database, however many there are."""
    items = {entry.item_id for entry in entries}
    doubted = set(Vote.objects.filter(entry__in=entries, up=False).values_list("entry_id", flat=True))
    # Plain rows: a record for each would be most of the work.
    prints: dict[str, list[Given]] = {}
    found = Fingerprint.objects.filter(item_id__in=items, kind__in=MATCHED).order_by("id")
    rows: Iterable[Any] = found.values_list("item_id", "kind", "value", "quality")
    for item_id, kind, value, quality in rows:
        prints.setdefault(item_id, []).append(Given(kind, value.secret, quality))
    verdicts = _verdicts_of(items)
    for entry in entries:
        yield Entry(
            list=entry.list_id,
            entry=entry.id,
            record=entry.item_id,
            handling=entry.handling,
            disputed=entry.id in doubted or entry.item.state == ItemState.DISPUTED,
            categories=verdicts.get(entry.item_id, {}),
            fingerprints=tuple(prints.get(entry.item_id, ())),
        )


def told_canaries(canaries: Sequence[Canary]) -> Iterator[Entry]:
    """Just like entries; the entries they look like must have been fetched with them."""
    prints: dict[str, list[Given]] = {}
    for each in CanaryPrint.objects.filter(canary__in=canaries).order_by("id"):
        prints.setdefault(each.canary_id, []).append(Given(each.kind, each.value.secret, each.quality))
    verdicts = _verdicts_of({canary.like.item_id for canary in canaries})
    for canary in canaries:
        yield Entry(
            list=canary.list_id,
            entry=canary.entry_id,
            record="",
            handling=canary.like.handling,
            disputed=canary.doubted,
            categories=verdicts.get(canary.like.item_id, {}),
            fingerprints=tuple(prints.get(canary.id, ())),
        )


def _verdicts_of(items: Collection[str]) -> dict[str, dict[str, tuple[str, str]]]:
    verdicts: dict[str, dict[str, tuple[str, str]]] = {}
    found = Verdict.objects.filter(item_id__in=items, superseded_at__isnull=True).order_by("scheme")
    for item_id, scheme, version, category in found.values_list("item_id", "scheme", "version", "category"):
        verdicts.setdefault(item_id, {})[scheme] = (version, category)
    return verdicts
