from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.actions.hand_in import HandedIn, Whose, keep_once
from seawall.reports.receiving.handing import Handing


def take_row(handing: Handing, *, partner: str, actor: Actor) -> HandedIn:
    """One row of a partner's table that a colleague brings. The same reference with the same content changes nothing."""
    if not policy.may_take_table(actor) or not actor.agency_id or not partner.strip():
        raise Refused
    return keep_once(handing, Whose(actor.agency_id, partner), actor=actor)
