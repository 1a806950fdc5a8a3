from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Fingerprint
from seawall.material.states import Purpose


@action
def reveal_fingerprint(fingerprint: Fingerprint, purpose: Purpose, *, actor: Actor) -> str:
    """Show a fingerprint in full. The line in the trail comes first: no line, no value."""
    if not policy.may_reveal(actor, fingerprint):
        raise Refused
    require_fresh(actor)
    record(
        "material.fingerprint_revealed",
        actor=actor,
        subject=fingerprint,
        purpose=purpose.value,
        item=fingerprint.item_id,
        kind=fingerprint.kind,
    )
    value: str = fingerprint.value.secret
    return value
