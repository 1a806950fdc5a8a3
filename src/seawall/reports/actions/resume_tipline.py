from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.models import Tipline
from seawall.reports.states import Snag


@action
def resume_tipline(tipline: Tipline, *, actor: Actor) -> Tipline:
    """What stood in the way was mended elsewhere: ask it again."""
    tipline = Tipline.objects.select_for_update().get(pk=tipline.pk)
    if not policy.may_change_tipline(actor, tipline):
        raise Refused
    if tipline.removed_at or not tipline.snag:
        raise WrongState
    tipline.snag, tipline.snag_since = Snag.NONE, None
    tipline.save(update_fields=["snag", "snag_since", "changed_at"])
    record("reports.tipline_resumed", actor=actor, subject=tipline)
    return tipline
