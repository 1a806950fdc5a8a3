from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.models import Forwarding, Tipline
from seawall.reports.states import UNDER_WAY, Snag


@action
def remove_tipline(tipline: Tipline, *, actor: Actor) -> Tipline:
    """Nothing is sent there any more, and what let us in is forgotten. What was filed stays in our records."""
    tipline = Tipline.objects.select_for_update().get(pk=tipline.pk)
    if not policy.may_change_tipline(actor, tipline):
        raise Refused
    if tipline.removed_at:
        raise WrongState
    if Forwarding.objects.filter(tipline=tipline, state__in=UNDER_WAY).exists():
        raise WrongState(
            _("Reports are still on their way there. Wait until they are filed, or withdraw them.")
        )
    tipline.removed_at, tipline.credentials = clock.now(), ""
    tipline.snag, tipline.snag_since = Snag.NONE, None
    tipline.save()
    record("reports.tipline_removed", actor=actor, subject=tipline)
    return tipline
