from dataclasses import dataclass, field

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused
from seawall.operations import policy, scope
from seawall.operations.models import Account
from seawall.operations.states import IdentifierKind, Purpose


@dataclass(frozen=True, slots=True)
class Revealed:
    handle: str = field(repr=False)
    identifiers: tuple[tuple[IdentifierKind, str], ...] = field(repr=False)


@action
def reveal_account(account: Account, purpose: Purpose, *, actor: Actor) -> Revealed:
    """Show the handle and the identifiers in full, to whoever has the account in their part. No line in the trail, no value."""
    seen = Account.objects.filter(scope.accounts_of(actor.agency_id), pk=account.pk)
    if not policy.may_see(actor) or not seen.exists():
        raise Refused
    require_fresh(actor)
    record(
        "operations.account_revealed",
        actor=actor,
        subject=account,
        purpose=purpose.value,
        operation=account.operation_id,
    )
    identifiers = account.identifiers.order_by("kind", "id")
    return Revealed(
        account.handle.secret, tuple((IdentifierKind(one.kind), one.value.secret) for one in identifiers)
    )
