from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material import policy
from seawall.material.listed import in_chunks, shared_on
from seawall.material.models import Fingerprint, Item, List, Verdict
from seawall.material.states import ItemState, RevealedItem, Stance

# By a place of which each is there once: number or id, state and time of change of an item.
Rows = QuerySet[Any, tuple[Any, str, str, datetime]]


@action
def reveal_items(list: List | None = None, *, actor: Actor) -> Iterator[RevealedItem]:
    """The agency's items, or what is shared on one of its lists, with their fingerprints in full, to be written into a file for another
    system. The line in the trail comes first: no line, no value. They are read from the database while they are taken; what is in
    quarantine is left out, since nothing may act on it."""
    if list is not None:
        list = List.objects.get(pk=list.pk)
    if not (policy.may_take_snapshot(actor, list) if list else policy.may_reveal_all(actor)):
        raise Refused
    if list and not list.matching:
        raise WrongState(_("This list is switched off: nothing is matched against it."))
    rows = _on(list) if list else _of(actor.agency_id)
    record(
        "material.items_exported",
        actor=actor,
        subject=list or actor.agency_id,
        count=rows.count(),
    )
    harmless = bool(list and list.stance == Stance.HARMLESS)
    return _each(rows, harmless=harmless, handling=list.handling if list else "")


def _of(owner_id: str) -> Rows:
    """All items, in the order of their numbers."""
    # Made longer by nothing: else SQLite finds the agency's items by their owner, a million of them for each chunk, and sorts them by number.
    owner = Concat(F("owner_id"), Value(""), output_field=CharField())
    items = Item.objects.alias(owned=owner).filter(owned=owner_id, quarantined_at__isnull=True)
    return items.order_by("number").values_list("number", "id", "state", "changed_at")


def _on(list: List) -> Rows:
    """What is shared on a list, in the order of its entries: an index has them so, and an item stands there once."""
    return shared_on(list).values_list("pk", "item_id", "item__state", "item__changed_at")


def _each(rows: Rows, *, harmless: bool, handling: str) -> Iterator[RevealedItem]:
    for chunk in in_chunks(rows, itemgetter(0)):
        prints = _prints([item_id for _place, item_id, _state, _changed in chunk])
        # What one person alone found is not passed on as what the agency found.
        verdicts = _verdicts([item_id for _place, item_id, state, _ in chunk if state == ItemState.CONFIRMED])
        for _place, item_id, _state, changed_at in chunk:
            values, qualities = prints[item_id]
            yield RevealedItem(
                item_id,
                values,
                verdicts.get(item_id, {}),
                harmless,
                changed_at,
                qualities.get("pdq"),
                handling,
            )


def _prints(item_ids: Sequence[str]) -> dict[str, tuple[dict[str, str], dict[str, int | None]]]:
    """By item: values by kind, and qualities by kind."""
    found: dict[str, tuple[dict[str, str], dict[str, int | None]]] = defaultdict(lambda: ({}, {}))
    prints = Fingerprint.objects.filter(item_id__one_of=item_ids)
    for item_id, kind, value, quality in prints.values_list("item_id", "kind", "value", "quality"):
        values, qualities = found[item_id]
        values[kind], qualities[kind] = _opened(value), quality
    return found


def _opened(value: Any) -> str:
    return str(value.secret)


def _verdicts(item_ids: Sequence[str]) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    standing = (
        Verdict.objects.filter(item_id__one_of=item_ids, superseded_at__isnull=True) if item_ids else ()
    )
    for verdict in standing:
        found[verdict.item_id][verdict.scheme] = (verdict.version, verdict.category)
    return found
