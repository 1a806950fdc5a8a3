from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.events import announce
from seawall.operations import policy
from seawall.operations.events import ReferralAnswered
from seawall.operations.models import Referral
from seawall.operations.referring.states import (
    LONGEST_WORDS,
    OutcomeTerms,
    ReferralOutcome,
    ReferralState,
)
from seawall.operations.referring.stepping import locked_for_step


@action
def answer_referral(one: Referral, terms: OutcomeTerms, *, actor: Actor) -> Referral:
    """What came of it, by whoever received it or was told. A later answer takes the place of an earlier one; the trail has both."""
    one = locked_for_step(one, ReferralState.ANSWERED, policy.may_tell_outcome, actor=actor)
    words = " ".join(terms.words.split())
    if terms.outcome is ReferralOutcome.NONE:
        raise Invalid({"outcome": _("Choose what came of it.")})
    if len(words) > LONGEST_WORDS:
        raise Invalid({"words": _("Please say it in at most 300 letters.")})
    one.state, one.outcome, one.words = ReferralState.ANSWERED, terms.outcome, words
    one.answered_at = clock.now()
    # Whoever answers has it.
    one.received_at = one.received_at or one.answered_at
    one.save()
    record("operations.referral_answered", actor=actor, subject=one, outcome=terms.outcome.value)
    announce(ReferralAnswered(one.owner_id, one.id))
    return one
