from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.core.errors import WrongState
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.states import RecipientKind, ReferralState
from seawall.operations.referring.stepping import against, checked_counsel, locked_for_step, stops_of
from seawall.operations.referring.tickets import TICKETS


@action
def send_referral(one: Referral, *, counsel: str = "", actor: Actor) -> tuple[Referral, str]:
    """Note that it leaves now, where nothing stops it. Whoever is not at this node gets a return ticket, which is shown this once."""
    one = locked_for_step(one, ReferralState.SENT, policy.may_follow_referral, actor=actor)
    if stops_of(one):
        raise WrongState(_("A safeguard stops this referral. See what it says."))
    return sent(one, counsel, actor=actor)


def sent(one: Referral, counsel: str, *, actor: Actor) -> tuple[Referral, str]:
    """Of a referral that is locked, and that nothing stops any more. Called inside the deeds that send."""
    said = checked_counsel(one, counsel)
    ticket = "" if one.kind == RecipientKind.AGENCY else TICKETS.new()
    now = clock.now()
    one.state, one.sent_at, one.sent_by_id = ReferralState.SENT, now, actor.id
    one.answer_by = clock.in_future(days=one.days)
    one.counsel, one.ticket = said, TICKETS.hash_of(ticket) if ticket else ""
    one.safeguards = [f"{row.code}/{row.version}" for row in against(one)]
    one.save()
    record(
        "operations.referral_sent",
        actor=actor,
        subject=one,
        country=one.country,
        domestic=one.is_domestic,
        kind=one.kind,
        safeguards=one.safeguards,
        answer_by=stamp(one.answer_by),
    )
    return one, ticket
