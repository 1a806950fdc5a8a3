from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.identification.models import Safeguarding, Telling, Victim
from seawall.identification.safeguarding.keeping import victim_to_change
from seawall.identification.states import FOUND
from seawall.identification.wishes.deciding import may_tell
from seawall.identification.wishes.keeping import wish_of
from seawall.identification.wishes.words import TellingState


@action
def tell_victim(victim: Victim, *, actor: Actor) -> int:
    """A person has told the child, or whoever stands between, of everything that is due. The wish is asked once more, since it may have
    changed since the page was shown."""
    victim = victim_to_change(victim, actor)
    wish, today = wish_of(victim), clock.now().date()
    if wish is None or victim.state not in FOUND or not may_tell(wish.terms(), today):
        raise WrongState(_("The wish does not allow this today. Nothing was noted as told."))
    due = Telling.objects.select_for_update().filter(
        victim=victim, state=TellingState.OPEN, due_on__lte=today
    )
    told_to = wish.proxy_id or body_in_charge(victim)
    told = due.update(
        state=TellingState.TOLD,
        wish=wish,
        told_at=clock.now(),
        told_by_id=actor.id,
        told_to_id=told_to,
        changed_at=clock.now(),
    )
    if not told:
        raise WrongState(_("Nothing is due to be told to this child today."))
    record("identification.victim_told", actor=actor, subject=victim, things=told, to=told_to or "")
    return told


def body_in_charge(victim: Victim) -> str | None:
    care = Safeguarding.objects.filter(victim=victim).first()
    return care.body_id if care and not care.is_over else None
