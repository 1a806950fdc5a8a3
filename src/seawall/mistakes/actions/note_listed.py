from seawall.audit.actions import record_each
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.mistakes import policy
from seawall.mistakes.models import Correction
from seawall.mistakes.states import CorrectionKind, CorrectionState


@action
def note_listed(list_id: str, item_id: str, *, actor: Actor) -> int:
    """The item has entered the list. Where that is the list of harmless material it was found to belong to, the correction is done."""
    if not policy.may_note(actor):
        raise Refused
    waiting = Correction.objects.select_for_update().filter(
        owner_id=actor.agency_id,
        kind=CorrectionKind.HARMLESS,
        list_id=list_id,
        about=item_id,
        state=CorrectionState.TO_LIST,
    )
    found = list(waiting.order_by("id").values_list("pk", "doubt_id"))
    Correction.objects.filter(pk__in=[pk for pk, _doubt in found]).update(
        state=CorrectionState.DONE, reached_at=clock.now(), changed_at=clock.now()
    )
    record_each("mistakes.listed", [(doubt, {"correction": pk}) for pk, doubt in found], actor=actor)
    return len(found)
