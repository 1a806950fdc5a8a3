from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Source, Voting


@action
def switch_voting_off(source: Source, *, actor: Actor) -> Voting:
    """Nothing more is sent. What stands there stands; what waits, waits."""
    voting = Voting.objects.select_for_update().filter(source=source).first()
    if not policy.may_switch_voting(actor, source):
        raise Refused
    if voting is None or voting.on_since is None:
        raise WrongState
    voting.on_since, voting.on_by = None, None
    voting.save(update_fields=["on_since", "on_by", "changed_at"])
    record("federation.voting_switched_off", actor=actor, subject=source)
    return voting
