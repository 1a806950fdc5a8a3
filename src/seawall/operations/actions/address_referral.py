from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.addressing import addressed
from seawall.operations.referring.states import RecipientTerms, ReferralState
from seawall.operations.referring.stepping import locked


@action
def address_referral(one: Referral, terms: RecipientTerms, *, actor: Actor) -> Referral:
    """Say who gets a draft and how it is handled: both decide what it may hold."""
    one = locked(one, policy.may_follow_referral, actor=actor)
    if one.state != ReferralState.DRAFT:
        raise WrongState(_("It was checked already. Call it back and draft it anew."))
    values, faults = addressed(terms, one.country, actor)
    if faults:
        raise Invalid(faults)
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    record(
        "operations.referral_addressed",
        actor=actor,
        subject=one,
        kind=one.kind,
        handling=one.handling,
        agency=one.recipient_id or "",
    )
    return one
