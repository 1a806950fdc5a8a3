from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.contacts import checked_contact
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.events import announce
from seawall.identification import policy
from seawall.identification.closing import tell_end, write_end
from seawall.identification.events import SeriesClaimed
from seawall.identification.models import Claim, Series
from seawall.identification.moving import locked, must_be_open
from seawall.identification.states import CLAIM_DAYS, ClaimEnd


@dataclass(frozen=True, slots=True)
class ClaimTerms:
    """`contact`: how other agencies reach the desk. A mail address or a telephone number and nothing else, so that no word of the
    series can stand in it."""

    contact: str
    days: int


@action
def claim_series(series: Series, terms: ClaimTerms, *, actor: Actor) -> Claim:
    """Say that somebody works on the series. One at a time; what has run out makes way."""
    series = locked(series.id)[series.id]
    if not policy.may_claim(actor, series):
        raise Refused
    must_be_open(series)
    old = Claim.objects.select_for_update().filter(series=series, end=ClaimEnd.RUNNING).first()
    if old and old.runs:
        raise WrongState(_("Somebody works on this series already."))
    check_days(terms.days)
    contact = checked_contact(terms.contact)
    if old:
        write_end(old, ClaimEnd.EXPIRED)
    claim = Claim.objects.create(
        owner_id=series.owner_id,
        series=series,
        by_id=actor.id,
        contact=contact,
        # By the house's clock, as the end is: a claim is never made after it ended.
        created_at=clock.now(),
        expires_at=clock.in_future(days=terms.days),
    )
    if old:
        tell_end(old, actor=actor)
    record("identification.claimed", actor=actor, subject=series, claim=claim.id, days=terms.days)
    announce(SeriesClaimed(series.owner_id, series.id, claim.id))
    return claim


def check_days(days: int) -> None:
    if days not in CLAIM_DAYS:
        raise Invalid({"days": _("A claim runs for 14, 30 or 90 days, and can be renewed.")})
