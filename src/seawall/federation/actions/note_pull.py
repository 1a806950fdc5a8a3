from dataclasses import dataclass

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.events import announce
from seawall.federation import policy
from seawall.federation.events import WithdrawalsPulled
from seawall.federation.models import Agreement
from seawall.people.actions import KeyUse, note_key_uses
from seawall.people.queries import HeldKey


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one call gives: how many changes, how many of them withdrawals, and the turns of the first and the last."""

    changes: int = 0
    withdrawn: int = 0
    first: int = 0
    last: int = 0


@action
def note_pull(agreement: Agreement, pulled: Pulled, *, key: HeldKey, actor: Actor) -> Agreement:
    """Leave the line of a pull, before anything is given. Asked once more under the lock: an agreement that was ended while
    the answer was put together gives nothing."""
    note_key_uses([KeyUse(key.key_id, clock.now(), 0)], actor=Actor.system(key.owner_id))
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor != key.actor or not policy.may_pull(key, agreement):
        raise NotFound
    agreement.pulled_at, agreement.given = clock.now(), agreement.given + pulled.changes
    agreement.save(update_fields=["pulled_at", "given"])
    record(
        "federation.list_pulled",
        actor=actor,
        subject=agreement,
        list=agreement.list_id,
        changes=pulled.changes,
        withdrawn=pulled.withdrawn,
        first=pulled.first,
        last=pulled.last,
    )
    if pulled.withdrawn:
        announce(
            WithdrawalsPulled(
                agreement.owner_id, agreement.list_id, agreement.holder, pulled.first, pulled.last
            )
        )
    return agreement
