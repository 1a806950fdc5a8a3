from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.actions.claim_series import check_days
from seawall.identification.models import Claim


@action
def renew_claim(claim: Claim, days: int, *, actor: Actor) -> Claim:
    """Whoever works on it goes on, for so many days from now."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if not policy.may_renew(actor, claim):
        raise Refused
    if not claim.runs:
        raise WrongState(_("This claim has ended. Claim the series anew, if nobody else has."))
    check_days(days)
    claim.expires_at, claim.renewed_at = clock.in_future(days=days), clock.now()
    claim.save(update_fields=["expires_at", "renewed_at", "changed_at"])
    record("identification.claim_renewed", actor=actor, subject=claim.series_id, claim=claim.id, days=days)
    return claim
