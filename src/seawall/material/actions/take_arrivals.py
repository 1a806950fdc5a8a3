from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from seawall.audit.actions import record_each
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce_each
from seawall.core.ids import IdField, new_ids
from seawall.core.many_rows import insert_rows
from seawall.material import policy, traits
from seawall.material.arrivals import Known, Plan, plan_of, same_items, same_looks
from seawall.material.canaries import notice_digests
from seawall.material.events import FingerprintsAdded
from seawall.material.models import Fingerprint, Item, Statement
from seawall.material.models.statement import series_key_of, series_of
from seawall.material.states import Arrival, Arrived, FingerprintKind, KeyedArrival, Said, Source, keyed
from seawall.material.turns import move, next_turns

# Each failure is another file with the same records that was taken meanwhile: so many are never imported at once.
MOST_AT_ONCE = 10
SAID = ("id", "item_id", "code", "words", "series_key", "said_at")
PRINT = ("id", "item_id", "kind", "value", "digest", "quality")


class LookTaken(Exception):
    """What is known by its look alone was made by another meanwhile."""


@action
def take_arrivals(
    arrivals: Sequence[Arrival | KeyedArrival], source: Source | None = None, *, actor: Actor
) -> list[Arrived]:
    """Some thousand records of a file at a time: items made or completed, and what the source says of them noted. The same as
    `register_item` for each, in one transaction; one that contradicts what is here is left out and the others are taken."""
    if not policy.may_register(actor):
        raise Refused
    asked = keyed(arrivals)
    plan = _taken_beside_others(asked, source, actor)
    notice_digests([each.digest for one in asked for each in one.prints.values()], actor)
    return plan.arrived()


def _taken_beside_others(asked: Sequence[KeyedArrival], source: Source | None, actor: Actor) -> Plan:
    for _other in range(MOST_AT_ONCE):
        try:
            with transaction.atomic():
                return _taken(asked, source, actor)
        except (IntegrityError, LookTaken):
            # A colleague registered some of the same bytes or looks at this very moment; now they can be found.
            continue
    return _taken(asked, source, actor)


def _taken(asked: Sequence[KeyedArrival], source: Source | None, actor: Actor) -> Plan:
    same = same_items(asked, actor.agency_id, source)
    if same and not (plan := plan_of(asked, same, source)).touched:
        # The same file again: nothing is written, so nothing need be locked.
        return plan
    locked = Item.objects.select_for_update().filter(pk__one_of=same).order_by("id")
    plan = plan_of(asked, [*locked.values_list("id", flat=True)] if same else [], source)
    touched = plan.touched
    # Before the fingerprints: whoever waits for one of them to be unique must not hold the turn we wait for.
    _make(touched, actor)
    # No rule of the database keeps a look to one item. Whoever had the turn before us has committed, so that now all can be seen.
    if same_looks(asked, actor.agency_id, source) - same:
        raise LookTaken
    _complete(touched, actor)
    stated = _state(touched, source, actor) if source else {}
    added = {known.item_id: [each.kind for each in known.added] for known in touched if known.added}
    _record(added, stated, actor)
    # Only what can be near is searched for: equal bytes are one item already.
    seen = [item_id for item_id, kinds in added.items() if FingerprintKind.PDQ in kinds]
    announce_each(FingerprintsAdded, [FingerprintsAdded(actor.agency_id, item_id) for item_id in seen])
    return plan


def _make(touched: Sequence[Known], actor: Actor) -> None:
    """Turns in a row: one for each new item, which is its number, and one for all that were here and have a new fingerprint."""
    new = [known for known in touched if not known.item_id]
    grown = [known.item_id for known in touched if known.added and known.item_id]
    if not new and not grown:
        return
    last = next_turns(len(new) + bool(grown))
    first = last - len(new) - bool(grown) + 1
    for known, item_id in zip(new, _ids(Item, len(new)), strict=True):
        known.item_id, known.made = item_id, True
    rows = [(known.item_id, number, number) for number, known in enumerate(new, first)]
    insert_rows(Item, ("id", "number", "turn"), rows, owner_id=actor.agency_id)
    move(grown, last)


def _complete(touched: Sequence[Known], actor: Actor) -> None:
    added = [(known.item_id, *each) for known in touched for each in known.added]
    ids = _ids(Fingerprint, len(added))
    rows = [(fingerprint_id, *each) for fingerprint_id, each in zip(ids, added, strict=True)]
    insert_rows(Fingerprint, PRINT, rows, owner_id=actor.agency_id)


def _ids(model: type[Item | Fingerprint | Statement], count: int) -> list[str]:
    key = model._meta.pk
    assert isinstance(key, IdField)
    return new_ids(key.prefix, count)


def _state(touched: Sequence[Known], source: Source, actor: Actor) -> dict[str, str]:
    """The ids of what is said now, by item."""
    stating = [(known, known.said) for known in touched if known.said]
    # A few series have thousands of records.
    keys = {name: series_key_of(source.name, name) for name in {series_of(said.words) for _, said in stating}}
    again = [(known.statement_id, said) for known, said in stating if known.statement_id]
    first = [(known, said) for known, said in stating if not known.statement_id]
    for statement_id, said in again:
        _restate(statement_id, said, keys[series_of(said.words)])
    for (known, _), statement_id in zip(first, _ids(Statement, len(first)), strict=True):
        known.statement_id = statement_id
    rows = [
        (known.statement_id, known.item_id, said.code, dict(said.words), keys[series_of(said.words)], said.at)
        for known, said in first
    ]
    insert_rows(Statement, SAID, rows, owner_id=actor.agency_id, source=source.name, scheme=source.scheme)
    told = {known.statement_id: (known.item_id, known.traits) for known, _ in stating}
    traits.keep(told, {statement_id for statement_id, _ in again})
    return {known.item_id: known.statement_id for known, _ in stating}


def _restate(statement_id: str, said: Said, series_key: str) -> None:
    changed = {"code": said.code, "words": dict(said.words), "series_key": series_key, "said_at": said.at}
    Statement.objects.filter(pk=statement_id).update(**changed, withdrawn_at=None, changed_at=clock.now())


def _record(added: Mapping[str, list[str]], stated: Mapping[str, str], actor: Actor) -> None:
    """One line an item: what it was registered with, and what a source says of it."""
    registered: list[tuple[str, dict[str, Any]]] = [
        (item_id, {"kinds": kinds, "statement": stated.get(item_id)}) for item_id, kinds in added.items()
    ]
    only: list[tuple[str, dict[str, Any]]] = [
        (item_id, {"statement": said}) for item_id, said in stated.items() if item_id not in added
    ]
    record_each("material.registered", registered, actor=actor)
    record_each("material.stated", only, actor=actor)
