from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import TablesChanged
from seawall.material.queries import stale_items_for


@action
def ask_recompute(*, actor: Actor) -> int:
    """Have the agency's verdicts computed by the tables in force; how many items are affected comes back at once."""
    if not policy.may_recompute(actor):
        raise Refused
    count = stale_items_for(actor).count()
    if count:
        record("material.recompute_asked", actor=actor, subject=actor.agency_id, items=count)
        announce(TablesChanged(owner_id=actor.agency_id))
    return count
