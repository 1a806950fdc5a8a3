from dataclasses import dataclass

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.mistakes import policy
from seawall.mistakes.models import Doubt
from seawall.mistakes.states import DoubtKind, Finding


@dataclass(frozen=True, slots=True)
class About:
    """All by id; which of them are given follows from the kind of doubt."""

    answer: str = ""
    location: str = ""
    entry: str = ""
    match: str = ""

    @property
    def it(self) -> str:
        return self.answer or self.entry or self.match or self.location


@action
def note_doubt(kind: DoubtKind, about: About, *, by: str = "", actor: Actor) -> Doubt:
    """Something says that we may be wrong. Said again while nobody has decided, it is the same doubt."""
    if not policy.may_note(actor):
        raise Refused
    doubt, is_new = Doubt.objects.get_or_create(
        owner_id=actor.agency_id,
        kind=kind,
        about=about.it,
        finding=Finding.OPEN,
        defaults={
            "answer_id": about.answer or None,
            "location_id": about.location or None,
            "entry_id": about.entry or None,
            "match_id": about.match or None,
            "raised_by_id": by or None,
        },
    )
    if is_new:
        record("mistakes.doubted", actor=actor, subject=doubt, kind=kind.value, about=about.it)
    return doubt
