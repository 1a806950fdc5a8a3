"""What may be known of the vault without opening it: kinds, days and counts. Reads for the actions and queries of this domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.identification import policy
from seawall.identification.codes import as_written
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.vault.words import BirthDate, VaultKind

MOST_DUE = 20
STANDING = Q(vault__erased_at=None, vault__isnull=False)


def vault_for(actor: Actor) -> QuerySet[Victim]:
    """The agency's children of whom something is kept, with how much and when somebody has to look again."""
    if not policy.may_see_vault(actor):
        raise Refused
    kept = Victim.objects.filter(STANDING, owner_id=actor.agency_id)
    return kept.annotate(entries=Count("vault"), review=Min("vault__review_on"))


def due_for(actor: Actor) -> list[tuple[Victim, date]]:
    """Whose data somebody has to look at, since which day: are they still needed?"""
    if not policy.may_see_vault(actor):
        raise Refused
    standing = VaultEntry.objects.filter(owner_id=actor.agency_id, erased_at=None)
    due = standing.filter(review_on__lte=clock.now().date()).values_list("victim_id")
    days = dict(due.annotate(day=Min("review_on")).order_by("day")[:MOST_DUE])
    victims = Victim.objects.in_bulk(days)
    return [(victims[one], day) for one, day in days.items()]


def child_for(actor: Actor, victim_id: str) -> Victim:
    if not policy.may_see_vault(actor):
        raise Refused
    return _own(actor, victim_id)


def erasable_child_for(actor: Actor, victim_id: str) -> Victim:
    if not policy.may_find_in_vault(actor):
        raise Refused
    return _own(actor, victim_id)


def _own(actor: Actor, victim_id: str) -> Victim:
    victim = Victim.objects.filter(owner_id=actor.agency_id, pk=checked_id(victim_id, "vic")).first()
    if victim is None:
        raise NotFound
    return victim


def child_by_code(actor: Actor, text: str) -> Victim | None:
    """As somebody typed it."""
    if not policy.may_see_vault(actor):
        raise Refused
    return Victim.objects.filter(owner_id=actor.agency_id, code=as_written(text)).first()


def entries_of(victim: Victim) -> QuerySet[VaultEntry]:
    return victim.vault.filter(erased_at=None).select_related("by").order_by("id")


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased on one day, and why."""

    day: date
    ground: str
    count: int


def gone_from(victim: Victim) -> list[Gone]:
    found: dict[tuple[date, str], int] = {}
    for entry in victim.vault.exclude(erased_at=None).order_by("erased_at"):
        if entry.erased_at:
            key = (entry.erased_at.date(), entry.get_ground_display())
            found[key] = found.get(key, 0) + 1
    return [Gone(day, ground, count) for (day, ground), count in found.items()]


def named_in_vault(owner_id: str, mark: str) -> Iterable[Victim]:
    marked = VaultEntry.objects.filter(owner_id=owner_id, mark=mark, erased_at=None).exclude(mark="")
    return Victim.objects.filter(pk__in=marked.values("victim_id")).order_by("id")


def sounding_in_vault(owner_id: str, rough_mark: str) -> Iterable[Victim]:
    marked = VaultEntry.objects.filter(owner_id=owner_id, rough_mark=rough_mark, erased_at=None)
    return Victim.objects.filter(pk__in=marked.exclude(rough_mark="").values("victim_id")).order_by("id")


def birth_date_of(victim: Victim, mark: str) -> BirthDate:
    kept = victim.vault.filter(kind=VaultKind.BIRTH_DATE, erased_at=None)
    if not mark or not kept:
        return BirthDate.UNKNOWN
    return BirthDate.SAME if any(one.mark == mark for one in kept) else BirthDate.OTHER


def kinds_of(victim: Victim) -> tuple[VaultKind, ...]:
    held = set(victim.vault.filter(erased_at=None).values_list("kind", flat=True))
    return tuple(kind for kind in VaultKind if kind in held)
