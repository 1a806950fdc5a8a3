from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import AccessKey

# So many fingerprints of one day just beside found ones. A picture that goes round makes some dozens of copies; finding a
# stored fingerprint bit by bit takes 256 questions and more.
MOST_BESIDE = 100


@dataclass(frozen=True, slots=True)
class KeyUse:
    """What one key did in a batch of calls."""

    key_id: str
    last_at: datetime
    beside: int


@action
def note_key_uses(uses: Sequence[KeyUse], *, actor: Actor) -> list[AccessKey]:
    """When each key was last used. Those come back which seem to feel their way towards stored fingerprints, to be flagged.

    It leaves no line of its own: every call has one, and this is drawn from them.
    """
    found = AccessKey.objects.select_for_update().order_by("pk").in_bulk([use.key_id for use in uses])
    noted = [_noted(found[use.key_id], use, actor) for use in uses if use.key_id in found]
    return [key for key in noted if key.flagged_at is None and key.beside >= MOST_BESIDE]


def _noted(key: AccessKey, use: KeyUse, actor: Actor) -> AccessKey:
    if not policy.may_note_key_use(actor, key):
        raise Refused
    today = clock.now().date()
    key.last_used_at = max(use.last_at, key.last_used_at or use.last_at)
    key.beside = use.beside + (key.beside if key.beside_on == today else 0)
    key.beside_on = today
    key.save(update_fields=["last_used_at", "beside", "beside_on"])
    return key
