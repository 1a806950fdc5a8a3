"""Looks behind the mask. Each asks policy, a fresh second factor and a purpose, and leaves a line in the trail."""

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.takedown import policy
from seawall.takedown.letters import text_of
from seawall.takedown.models import Location, Notice
from seawall.takedown.states import RevealPurpose


@action
def reveal_location(location: Location, purpose: RevealPurpose, *, actor: Actor) -> str:
    if not policy.may_reveal(actor, location):
        raise Refused
    require_fresh(actor)
    record("location.revealed", actor=actor, subject=location, purpose=purpose.value)
    return str(location.url.secret)


@action
def reveal_letter(notice: Notice, purpose: RevealPurpose, *, actor: Actor) -> str:
    """The text of the letter exactly as it left, with its addresses and the provider's link."""
    if not policy.may_reveal_letter(actor, notice):
        raise Refused
    require_fresh(actor)
    if notice.letter is None:
        raise WrongState
    record("notice.revealed", actor=actor, subject=notice, purpose=purpose.value)
    return text_of(bytes(notice.letter))


@action
def reveal_to_provider(notice: Notice, *, actor: Actor) -> dict[str, str]:
    """The exact addresses of a notice, by location id, for whoever holds its signed link."""
    if not policy.may_read_as_provider(actor, notice):
        raise Refused
    lines = notice.lines.filter(dropped_at=None).select_related("location")
    found = {line.location_id: str(line.location.url.secret) for line in lines}
    if not found:
        raise NotFound
    if notice.first_opened_at is None:
        Notice.objects.filter(pk=notice.pk, first_opened_at=None).update(first_opened_at=clock.now())
    record("notice.revealed_to_provider", actor=actor, subject=notice, lines=len(found))
    return found
