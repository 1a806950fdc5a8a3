from seawall.audit.actions import record_each
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.mistakes import policy
from seawall.mistakes.models import Correction
from seawall.mistakes.states import CorrectionState


@action
def note_pulled(list_id: str, receiver: str, *, first: int, last: int, actor: Actor) -> int:
    """The receiver was told every change of the list from the turn `first` to the turn `last`; how many corrections reached it by that."""
    if not policy.may_note(actor):
        raise Refused
    waiting = Correction.objects.select_for_update().filter(
        owner_id=actor.agency_id,
        list_id=list_id,
        whose=receiver,
        turn__range=(first, last),
        state=CorrectionState.WAITS,
    )
    found = list(waiting.order_by("id").values_list("pk", "doubt_id"))
    Correction.objects.filter(pk__in=[pk for pk, _doubt in found]).update(
        state=CorrectionState.PULLED, reached_at=clock.now(), changed_at=clock.now()
    )
    record_each("mistakes.pulled", [(doubt, {"correction": pk}) for pk, doubt in found], actor=actor)
    return len(found)
