from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source, SourceVote, Voting
from seawall.federation.states import VoteState, VoteTrouble
from seawall.federation.voting.wishing import try_again
from seawall.material.states import VoteReason


@action
def name_reasons(source: Source, meanings: Mapping[VoteReason, str], *, actor: Actor) -> Voting:
    """Which of the reasons that the service offers says what ours says. Votes that waited for that are sent again."""
    voting = Voting.objects.select_for_update().filter(source=source).first()
    if not policy.may_switch_voting(actor, source):
        raise Refused
    if voting is None:
        raise WrongState
    faults = {
        reason.value: _("Choose one of the reasons that the service offers.")
        for reason, name in meanings.items()
        if reason.up or name not in voting.offered
    }
    if faults:
        raise Invalid(faults)
    voting.meanings = {reason.value: name for reason, name in meanings.items()}
    voting.save(update_fields=["meanings", "changed_at"])
    stopped = SourceVote.objects.select_for_update().filter(
        source=source, state=VoteState.STOPPED, trouble=VoteTrouble.NO_REASON
    )
    for vote in stopped.order_by("id"):
        try_again(vote)
        vote.save()
    record("federation.reasons_named", actor=actor, subject=source, reasons=sorted(voting.meanings))
    return voting
