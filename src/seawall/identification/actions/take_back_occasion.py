from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.wishes.keeping import take_back


@action
def take_back_occasion(source: str, *, actor: Actor) -> int:
    """What was found turned out to be nothing: whoever has not been told of it yet is not. How many that are comes back."""
    if not policy.may_suggest(actor):
        raise Refused
    taken = take_back(source, actor.agency_id)
    if taken:
        record("identification.occasion_taken_back", actor=actor, subject=str(actor.agency_id), things=taken)
    return taken
