from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import Exposure, Staff
from seawall.people.states import Severity


@action
def note_exposure(*, actor: Actor, severity: Severity | str, what: str) -> None:
    """Count a heavy look for the person who looked. The deed itself is in the trail; this count is private to them."""
    if not policy.may_note_exposure(actor, actor):
        raise Refused
    staff = Staff.objects.only("id").get(pk=actor.id)
    Exposure.objects.create(staff=staff, severity=Severity(severity), what=what[:32])
