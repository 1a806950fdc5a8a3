"""What may be told to children today, what waits, and what was held back; of the viewer's agency."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import (
    NotificationWish,
    ProtectionBody,
    Safeguarding,
    Series,
    Telling,
    Victim,
)
from seawall.identification.states import FOUND
from seawall.identification.wishes.deciding import may_tell
from seawall.identification.wishes.keeping import wish_of as wish_of
from seawall.identification.wishes.words import TellingState


@dataclass(frozen=True, slots=True)
class ToTell:
    """One child, how many things are due, and whom to turn to: nobody, where the agency has agreed another way with the person."""

    victim: Victim
    tellings: tuple[Telling, ...]
    through: ProtectionBody | None


def wishes_of(victim: Victim) -> QuerySet[NotificationWish]:
    """Of a victim that the viewer was let to; the newest first."""
    return victim.wishes.select_related("by", "proxy").prefetch_related("quiet_dates").order_by("-id")


def tellings_of(victim: Victim) -> QuerySet[Telling]:
    return victim.tellings.select_related("told_by", "told_to").order_by("-id")


def tellings_due_for(actor: Actor) -> list[ToTell]:
    """Only what the wish allows on this very day; the child that waits longest first."""
    due = _open_for(actor).filter(due_on__lte=clock.now().date()).select_related("victim")
    gathered: dict[Victim, list[Telling]] = {}
    for telling in due:
        gathered.setdefault(telling.victim, []).append(telling)
    wishes = _wishes_of(gathered)
    bodies = _in_charge_of(gathered)
    return [
        ToTell(victim, tuple(found), wish.proxy or bodies.get(victim.id))
        for victim, found in gathered.items()
        if (wish := wishes.get(victim.id)) and may_tell(wish.terms(), clock.now().date())
    ]


def tellings_waiting_for(actor: Actor) -> QuerySet[Telling]:
    """In a digest, after a pause or quiet dates; the next first."""
    return _open_for(actor).filter(due_on__gt=clock.now().date()).select_related("victim")


def tellings_held_for(actor: Actor) -> QuerySet[Telling]:
    """The newest first."""
    held = _mine(actor).filter(state=TellingState.HELD)
    return held.select_related("victim").order_by("-id")


def series_of_items(owner_id: str, item_ids: Iterable[str]) -> list[Series]:
    """For the node itself: the agency's series in which these items stand."""
    found = Series.objects.filter(owner_id=owner_id, entries__item_id__in=list(item_ids))
    return list(found.distinct().order_by("id"))


def _mine(actor: Actor) -> QuerySet[Telling]:
    if not policy.may_see(actor):
        raise Refused
    return Telling.objects.filter(owner_id=actor.agency_id)


def _open_for(actor: Actor) -> QuerySet[Telling]:
    still = {"victim__series__isnull": False, "victim__state__in": FOUND}
    return _mine(actor).filter(state=TellingState.OPEN, **still).order_by("due_on", "id")


def _wishes_of(victims: Iterable[Victim]) -> dict[str, NotificationWish]:
    standing = NotificationWish.objects.filter(victim__in=list(victims), ended_at__isnull=True)
    found = standing.select_related("proxy").prefetch_related("quiet_dates")
    return {one.victim_id: one for one in found}


def _in_charge_of(victims: Iterable[Victim]) -> dict[str, ProtectionBody]:
    cares = Safeguarding.objects.filter(victim__in=list(victims)).select_related("body")
    return {care.victim_id: care.body for care in cares if not care.is_over}
