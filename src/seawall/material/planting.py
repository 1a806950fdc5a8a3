"""How canaries are made: by chance, in the likeness of an entry of the list, so that nothing about one gives it away.

Its likeness covers what a receiver sees: which kinds of fingerprints, the quality of PDQ and how many of its bits are set (in
nearly all pictures exactly half), categories, handling code, the moment in its id, the place in the order.

A canary refers to its list and to an entry, which PostgreSQL looks at when the deed is kept. Whoever changes one of them has it
locked and may be waiting for the turn, so list and items are locked before the turn is taken.
"""

import secrets
from collections.abc import Sequence
from random import SystemRandom

from seawall.core.ids import made_between, new_id
from seawall.material.models import Canary, CanaryPrint, Fingerprint, List, ListEntry
from seawall.material.pairs import lock_items
from seawall.material.states import HEX_LETTERS, MATCHED, EntryState, FingerprintKind, GivenFingerprint
from seawall.material.turns import next_turn

BITS = 256
_chance = SystemRandom()


def some_entry(list: List) -> ListEntry | None:
    """Any shared entry that could stand as a model: nothing is wrong with it. Found by a step in an index, however long the list is."""
    good = ListEntry.objects.filter(
        list=list, state=EntryState.SHARED, item__quarantined_at__isnull=True
    ).exclude(votes__up=False)
    ordered = good.order_by("turn", "pk")
    first, last = ordered.first(), ordered.last()
    if first is None or last is None:
        return None
    somewhere = _chance.randint(first.turn or 0, last.turn or 0)
    return ordered.filter(turn__gte=somewhere).first()


def some_entries(list: List, count: int) -> Sequence[ListEntry]:
    """So many models, some more than once; the list and their items are locked."""
    List.objects.select_for_update(no_key=True).get(pk=list.pk)
    chosen = [entry for _ in range(count) if (entry := some_entry(list)) is not None]
    lock_items(entry.item_id for entry in chosen)
    shared = ListEntry.objects.filter(pk__in={entry.pk for entry in chosen}, state=EntryState.SHARED)
    found = {entry.pk: entry for entry in shared.select_related("item")}
    return [found[entry.pk] for entry in chosen if entry.pk in found]


def plant(like: ListEntry, receiver: str, *, beside: str = "") -> Canary:
    """A canary at its model's place, as if it had been proposed between the model and `beside` (an id; now, without one). It
    must be numbered in the same transaction."""
    canary = Canary.objects.create(
        owner_id=like.owner_id,
        list_id=like.list_id,
        receiver=receiver,
        entry_id=made_between("ent", like.id, beside or new_id("ent")),
        like=like,
        turn=like.turn or 0,
        made=0,
    )
    # The kinds that are told of an entry, and no other: what only canaries had would give them away.
    seen = like.item.fingerprints.filter(kind__in=MATCHED).order_by("id")
    CanaryPrint.objects.bulk_create(_print(canary, one) for one in seen)
    return canary


def number(canaries: Sequence[Canary]) -> int:
    """Let every process learn of them; the turn comes back."""
    turn = next_turn()
    Canary.objects.filter(pk__in=[canary.pk for canary in canaries]).update(made=turn)
    return turn


def next_to(entry: ListEntry) -> str:
    """The id of the entry that comes before or after it in the order of changes, if there is one."""
    others = ListEntry.objects.filter(list_id=entry.list_id, turn__isnull=False).exclude(pk=entry.pk)
    later = others.filter(turn__gte=entry.turn).order_by("turn", "pk")
    earlier = others.filter(turn__lt=entry.turn).order_by("-turn", "-pk")
    return later.values_list("pk", flat=True).first() or earlier.values_list("pk", flat=True).first() or ""


def _print(canary: Canary, like: Fingerprint) -> CanaryPrint:
    kind = FingerprintKind(like.kind)
    value = _shuffled(like.value.secret) if kind == FingerprintKind.PDQ else _invented(kind)
    given = GivenFingerprint(kind, value, like.quality)
    return CanaryPrint(canary=canary, kind=kind, value=value, digest=given.digest, quality=like.quality)


def _invented(kind: FingerprintKind) -> str:
    return secrets.token_hex(HEX_LETTERS[kind] // 2)


def _shuffled(pdq: str) -> str:
    """As many bits set, and nothing else in common."""
    bits = list(f"{int(pdq, 16):0{BITS}b}")
    _chance.shuffle(bits)
    return f"{int(''.join(bits), 2):064x}"
