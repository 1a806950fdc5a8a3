from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.ids import new_ids
from seawall.core.keys import digest, seal
from seawall.core.many_rows import insert_rows
from seawall.federation import policy
from seawall.federation.models import Source, SourceEntry, SourceFile, SourceRun
from seawall.federation.sources.batches import Batch, FileStep, Told
from seawall.federation.states import IN_FORCE, FileFault, FileState, RunState, Standing
from seawall.material.actions import take_arrivals, withdraw_statements
from seawall.material.states import Arrival, Arrived, LookAlone, Said
from seawall.material.states import Source as Whose

ENTRY = ("id", "key", "speaker", "standing", "item_id", "told", "told_at")
Entries = Mapping[str, SourceEntry]


class LeaseLost(WrongState):
    """Another reads the source now, or it was paused or removed: nothing of this batch is taken."""


@action
def take_batch(source: Source, batch: Batch, *, lease: str, lasting: timedelta, actor: Actor) -> SourceRun:
    """What a source told, and the checkpoint that covers it: both or neither. The source's own records are kept as they came, items are
    made and its word noted beside it, and what it takes back is taken back."""
    source = Source.objects.select_for_update().get(pk=source.pk)
    if not policy.may_take(actor, source):
        raise Refused
    if source.lease != lease or source.paused_at or source.removed_at:
        raise LeaseLost
    counts = _take_told(source, batch, actor) + _take_arrivals(batch, actor)
    counts["refused"] += batch.refused
    if batch.file:
        _note_file(source, batch.file, counts["refused"])
    source.checkpoint = dict(batch.checkpoint)
    source.read_upto = batch.read_upto or source.read_upto
    source.leased_until = clock.now() + lasting
    source.save(update_fields=["checkpoint", "read_upto", "leased_until", "changed_at"])
    run = SourceRun.objects.filter(source=source, state=RunState.RUNNING)
    run.update(pages=F("pages") + 1, **{name: F(name) + number for name, number in counts.items()})
    return run.get()


def _take_arrivals(batch: Batch, actor: Actor) -> Counter[str]:
    if not batch.arrivals:
        return Counter()
    return _fates(take_arrivals(batch.arrivals, batch.whose, actor=actor))


def _fates(arrived: Iterable[Arrived]) -> Counter[str]:
    return Counter(one.fate.value for one in arrived)


def _take_told(source: Source, batch: Batch, actor: Actor) -> Counter[str]:
    # The last word of a page about one record is its word.
    told = {digest("federation.source_entry", f"{source.id}:{one.key}"): one for one in batch.told}
    before: Entries = {
        entry.key: entry for entry in SourceEntry.objects.filter(source=source, key__in=list(told))
    }
    in_force = {key for key, entry in before.items() if entry.standing in IN_FORCE}
    counts, items = _items_of(told, before, batch.scheme, actor)
    left = _keep(source, batch, told, before, items)
    counts["withdrawn"] += _drop_others(source, batch, left)
    _take_back(source, left, batch.scheme, actor)
    for key, one in told.items():
        counts["withdrawn"] += one.standing is Standing.WITHDRAWN and key in in_force
        counts["disputed"] += one.standing is Standing.DISPUTED
        counts["refused"] += one.standing is Standing.REFUSED
    return counts


def _items_of(
    told: Mapping[str, Told], before: Entries, scheme: str, actor: Actor
) -> tuple[Counter[str], dict[str, str]]:
    """How many are new, changed, known or refused; and by key the item."""
    counts: Counter[str] = Counter()
    items: dict[str, str] = {}
    by_speaker: defaultdict[str, list[str]] = defaultdict(list)
    for key, one in told.items():
        if one.standing in IN_FORCE:
            by_speaker[one.speaker].append(key)
    for speaker, keys in by_speaker.items():
        arrivals = [_arrival(told[key], before.get(key)) for key in keys]
        arrived = take_arrivals(arrivals, Whose(speaker, scheme), actor=actor)
        counts += _fates(arrived)
        items |= {key: one.item_id for key, one in zip(keys, arrived, strict=True) if one.item_id}
    return counts, items


def _arrival(one: Told, before: SourceEntry | None) -> Arrival:
    words = {**one.words, **({"disputed": True} if one.standing is Standing.DISPUTED else {})}
    item_id = (before.item_id or "") if before else ""
    return Arrival(
        one.fingerprints, Said(one.code, words, one.at), look_alone=LookAlone.NAMED, item_id=item_id
    )


def _keep(
    source: Source, batch: Batch, told: Mapping[str, Told], before: Entries, items: Mapping[str, str]
) -> set[tuple[str, str]]:
    """The records as they came. Speaker and item of each word that may have lost its last record."""
    left: set[tuple[str, str]] = set()
    new: list[tuple[Any, ...]] = []
    changed: list[SourceEntry] = []
    for key, one in told.items():
        entry, item_id = before.get(key), items.get(key)
        standing = one.standing if item_id or one.standing is Standing.WITHDRAWN else Standing.REFUSED
        kept = seal("federation.source_entry", one.as_it_came)
        if entry is None:
            new.append((key, one.speaker, standing.value, item_id, kept, one.at))
            continue
        if (
            entry.item_id
            and entry.standing in IN_FORCE
            and (entry.speaker, entry.item_id) != (one.speaker, item_id)
        ):
            left.add((entry.speaker, entry.item_id))
        entry.speaker, entry.standing, entry.told_at = one.speaker, standing, one.at
        # What was taken back keeps its item: should it be said again, it is the same one.
        entry.item_id = item_id or entry.item_id
        entry.round, entry.told = batch.round, kept
        changed.append(entry)
    rows = ((entry_id, *row) for entry_id, row in zip(new_ids("sen", len(new)), new, strict=True))
    insert_rows(SourceEntry, ENTRY, rows, owner_id=source.owner_id, source_id=source.id, round=batch.round)
    SourceEntry.objects.bulk_update(
        changed, ["speaker", "standing", "told_at", "item", "told", "round"], batch_size=200
    )
    return left


def _drop_others(source: Source, batch: Batch, left: set[tuple[str, str]]) -> int:
    """What a reading from the beginning did not name is not there any more."""
    if not batch.drops_others:
        return 0
    others = SourceEntry.objects.filter(source=source, standing__in=IN_FORCE, round__lt=batch.round)
    left |= set(others.values_list("speaker", "item_id"))
    return others.update(standing=Standing.WITHDRAWN, changed_at=clock.now())


def _take_back(source: Source, left: set[tuple[str, str]], scheme: str, actor: Actor) -> None:
    """One record among several of the same speaker about one item that goes takes no word back."""
    standing = SourceEntry.objects.filter(
        source=source, standing__in=IN_FORCE, item_id__in={item_id for _speaker, item_id in left}
    )
    still = set(standing.values_list("speaker", "item_id"))
    by_speaker: defaultdict[str, list[str]] = defaultdict(list)
    for speaker, item_id in sorted(left - still):
        by_speaker[speaker].append(item_id)
    for speaker, item_ids in by_speaker.items():
        withdraw_statements(item_ids, Whose(speaker, scheme), actor=actor)


def _note_file(source: Source, step: FileStep, refused: int) -> None:
    file, _new = SourceFile.objects.get_or_create(
        source=source,
        sha256=step.sha256,
        defaults={"owner_id": source.owner_id, "name": step.name, "size": step.size},
    )
    why = step.why or (FileFault.SOME_RECORDS if refused else file.why)
    file.name, file.size, file.records, file.why = step.name, step.size, step.records, why
    if step.end:
        spoiled = why not in (FileFault.NONE, FileFault.SOME_RECORDS)
        file.state = FileState.REFUSED if spoiled else FileState.TAKEN
    file.save()
