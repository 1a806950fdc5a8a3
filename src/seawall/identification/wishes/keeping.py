"""The wish that counts, and what is open of a child, decided by it. Called inside the deeds, under the lock of the victim."""

from collections.abc import Iterable

from seawall.core import clock
from seawall.identification.models import NotificationWish, Telling, Victim
from seawall.identification.wishes.deciding import decide
from seawall.identification.wishes.words import TellingState, Why


def wish_of(victim: Victim) -> NotificationWish | None:
    standing = NotificationWish.objects.filter(victim=victim, ended_at__isnull=True)
    return standing.select_related("proxy").prefetch_related("quiet_dates").first()


def settle(telling: Telling, wish: NotificationWish | None) -> Telling:
    """As the wish decides today."""
    telling.due_on, telling.why = decide(wish.terms() if wish else None, clock.now().date())
    telling.state = TellingState.OPEN if telling.due_on else TellingState.HELD
    telling.wish = wish
    return telling


def settle_open(victim: Victim, wish: NotificationWish | None) -> None:
    """A new wish holds for what was found before it and is not told yet. What was held back stays so."""
    for telling in _open(victim):
        settle(telling, wish).save()


def end_wish(victim: Victim) -> None:
    """It was somebody else's word, where the child was taken for another: nothing of it is told."""
    NotificationWish.objects.filter(victim=victim, ended_at__isnull=True).update(ended_at=clock.now())
    settle_open(victim, None)


def take_back(source: str, owner_id: str) -> int:
    """What was found was undone: whoever has not been told of it yet is not. How many that are comes back."""
    open_ones = Telling.objects.filter(owner_id=owner_id, source=source, state=TellingState.OPEN)
    now = clock.now()
    return open_ones.update(state=TellingState.HELD, why=Why.UNDONE, due_on=None, changed_at=now)


def _open(victim: Victim) -> Iterable[Telling]:
    return Telling.objects.select_for_update().filter(victim=victim, state=TellingState.OPEN).order_by("id")
