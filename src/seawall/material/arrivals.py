"""What arrivals mean for the items that are here: which are new, which are learned more of, which contradict. Reads alone; the action
locks the items first and writes what comes out, a preview only tells it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from seawall.material.models import Fingerprint, Item, Statement
from seawall.material.states import (
    EXACT,
    EXACT_KINDS,
    LEAST_QUALITY,
    Arrived,
    Fate,
    Keyed,
    KeyedArrival,
    LookAlone,
    Said,
    Source,
    look_of,
)
from seawall.material.traits import Keys, keys_kept, keys_of

SEVERAL = _("These fingerprints belong to more than one item. A person has to say which is right.")
CONTRADICTED = _("One of these fingerprints fits an item and another contradicts it.")
NOTHING_EXACT = _("It has no exact fingerprint, by which it could be told from another.")
TOO_PLAIN = _("Its PDQ is of too low a quality to tell it from another, and it has no exact fingerprint.")
NOTHING_TOLD = _("It has no fingerprint of a kind that is known here.")
TWICE = _("One item has one fingerprint of each kind.")
NONE: Keys = frozenset()


@dataclass(slots=True)
class Known:
    """An item as far as arrivals touch it: digests by kind, and what the source says of it so far, under which id. `item_id` is empty
    until it is made."""

    item_id: str = ""
    held: dict[str, str] = field(default_factory=dict)
    statement_id: str = ""
    before: Said | None = None
    added: list[Keyed] = field(default_factory=list)
    said: Said | None = None
    # Of what its source says, kept or new, whichever is the latest.
    traits: Keys = frozenset()
    made: bool = False

    @property
    def fate(self) -> Fate:
        if self.made or not self.item_id:
            return Fate.NEW
        return Fate.CHANGED if self.added or self.said else Fate.KNOWN


@dataclass(slots=True)
class Plan:
    """For each arrival the item it is about, or the sentence why it is none. Arrivals of one plan see each other."""

    each: list[tuple[Known | None, Arrived | None]] = field(default_factory=list)

    @property
    def touched(self) -> list[Known]:
        """What has to be written, in the order in which it came."""
        found = {id(known): known for known, _refused in self.each if known}
        return [known for known in found.values() if known.fate is not Fate.KNOWN]

    def arrived(self) -> list[Arrived]:
        """An item that came twice is new or changed once, and known after that."""
        told: list[Arrived] = []
        seen: set[int] = set()
        for known, refused in self.each:
            if known is None:
                told.append(refused or Arrived(Fate.REFUSED))
                continue
            fate = Fate.KNOWN if id(known) in seen else known.fate
            seen.add(id(known))
            told.append(Arrived(fate, known.item_id))
        return told


def same_items(asked: Sequence[KeyedArrival], owner_id: str, source: Source | None) -> set[str]:
    """The ids of the items that have an exact fingerprint of one of them, and of those that one which has none was taken for before."""
    digests = {digest for one in asked for digest in one.exact.values()}
    same = Fingerprint.objects.filter(owner_id=owner_id, digest__one_of=digests)
    found = set(same.values_list("item_id", flat=True))
    if names := {one.item_id for one in asked if one.item_id}:
        found.update(Item.objects.filter(owner_id=owner_id, pk__one_of=names).values_list("pk", flat=True))
    return found | same_looks(asked, owner_id, source)


def same_looks(asked: Sequence[KeyedArrival], owner_id: str, source: Source | None) -> set[str]:
    """The ids of the items of which the source has spoken and whose bytes nobody knows, for those of which only the look is known."""
    looks = {print_.digest for one in asked if one.look for print_ in one.prints.values()}
    if not source or not looks:
        return set()
    alike = Fingerprint.objects.filter(
        owner_id=owner_id,
        digest__one_of=looks,
        item__statements__source=source.name,
        item__statements__scheme=source.scheme,
    )
    return set(alike.exclude(item__fingerprints__kind__in=EXACT).values_list("item_id", flat=True))


def plan_of(asked: Sequence[KeyedArrival], item_ids: Collection[str], source: Source | None) -> Plan:
    by_digest, plan = _known(item_ids, source), Plan()
    if any(one.look for one in asked):
        by_digest |= _by_look(by_digest.values())
    for one in asked:
        said = _word_about(one) if source else None
        traits = keys_of(source, said) if source and said and said.traits else NONE
        plan.each.append(_placed(one, by_digest, said, traits))
    return plan


def _word_about(asked: KeyedArrival) -> Said | None:
    """What a source knows by its look alone is found again by its word, be that empty."""
    return asked.said or (Said() if asked.look else None)


def _known(item_ids: Collection[str], source: Source | None) -> dict[str, Known]:
    found = {item_id: Known(item_id) for item_id in item_ids}
    # By id as well: a picture of which only the look is known has nothing else by which its source's next word finds it.
    exact: dict[str, Known] = dict(found)
    prints = Fingerprint.objects.filter(item_id__one_of=found) if found else Fingerprint.objects.none()
    for item_id, kind, digest in prints.values_list("item_id", "kind", "digest"):
        found[item_id].held[kind] = digest
        if kind in EXACT_KINDS:
            exact[digest] = found[item_id]
    if source and found:
        stated = Statement.objects.filter(item_id__one_of=found, source=source.name, scheme=source.scheme)
        columns = ("pk", "item_id", "code", "words", "said_at", "withdrawn_at")
        for pk, item_id, code, words, said_at, withdrawn_at in stated.values_list(*columns):
            found[item_id].statement_id = pk
            # A word that was taken back counts as none when it comes again.
            found[item_id].before = None if withdrawn_at else Said(code, words, said_at)
        _recall_traits([known for known in found.values() if known.before])
    return exact


def _by_look(known: Iterable[Known]) -> dict[str, Known]:
    alone = [one for one in known if one.statement_id and not EXACT_KINDS & one.held.keys()]
    return {look_of(one.held.values()): one for one in alone}


def _recall_traits(stated: Sequence[Known]) -> None:
    kept = keys_kept([known.statement_id for known in stated]) if stated else {}
    for known in stated:
        known.traits = kept.get(known.statement_id, NONE)


def _placed(
    asked: KeyedArrival, by_digest: dict[str, Known], said: Said | None, traits: Keys
) -> tuple[Known | None, Arrived | None]:
    if asked.twice:
        return None, Arrived(Fate.REFUSED, why=TWICE)
    if not asked.exact and asked.look_alone is LookAlone.REFUSED:
        return None, Arrived(Fate.REFUSED, why=NOTHING_EXACT)
    if not asked.prints:
        return None, Arrived(Fate.REFUSED, why=NOTHING_TOLD)
    if asked.look and not any(map(_tells_apart, asked.prints.values())):
        return None, Arrived(Fate.REFUSED, why=TOO_PLAIN)
    # Without an exact fingerprint an equal look is evidence for a person, never sameness: only its source can name its item, or what
    # this source itself knows by its look alone.
    names = asked.exact.values() if asked.exact else [asked.item_id, asked.look]
    same = {id(known): known for name in names if (known := by_digest.get(name))}
    if len(same) > 1:
        return None, Arrived(Fate.REFUSED, why=SEVERAL)
    known = next(iter(same.values())) if same else Known()
    if same and any(known.held.get(kind, digest) != digest for kind, digest in asked.exact.items()):
        return None, Arrived(Fate.REFUSED, why=CONTRADICTED)
    for kind, keyed in asked.prints.items():
        if kind not in known.held:
            known.held[kind] = keyed.digest
            known.added.append(keyed)
            if kind in asked.exact:
                by_digest[keyed.digest] = known
    if asked.look:
        by_digest[asked.look] = known
    if said and _says_more(known, said, traits):
        known.said, known.traits = said, traits
    return known, None


def _tells_apart(print_: Keyed) -> bool:
    return print_.quality is None or print_.quality >= LEAST_QUALITY


def _says_more(known: Known, said: Said, traits: Keys) -> bool:
    """An older word of the same source does not stand in for a newer one."""
    before = known.said or known.before
    if before is None:
        return True
    if before.at and said.at and said.at < before.at:
        return False
    if not traits <= known.traits:
        return True
    return (before.code, dict(before.words), before.at) != (said.code, dict(said.words), said.at)
