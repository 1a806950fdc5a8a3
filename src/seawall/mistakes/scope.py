"""What a doubt is about, and what stands on it: items, addresses, reports, and who put their name to them."""

from dataclasses import dataclass

from seawall.core.actors import Actor
from seawall.material import queries as material
from seawall.mistakes.models import Doubt
from seawall.mistakes.states import DoubtKind, Finding
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown
from seawall.takedown.states import ObjectionOutcome


@dataclass(frozen=True, slots=True)
class Scope:
    """All by id. `here`: addresses that the doubt itself is about; `everywhere`: and all at which its items were seen."""

    items: tuple[str, ...]
    here: tuple[str, ...]
    everywhere: tuple[str, ...]

    def locations(self, finding: Finding) -> tuple[str, ...]:
        return self.everywhere if finding.is_about_item else self.here


def scope_of(doubt: Doubt, actor: Actor) -> Scope:
    """For a viewer of the agency that owns the doubt."""
    items = items_of(doubt)
    subjects = reports.subject_ids_of_items(items)
    seen_at = {one.id for one in takedown.locations_of_subjects_for(actor, subjects)}
    here = {doubt.location_id} if doubt.location_id else set()
    if doubt.kind == DoubtKind.MATCH:
        here = seen_at
    return Scope(tuple(items), tuple(sorted(here)), tuple(sorted(here | seen_at)))


def items_of(doubt: Doubt) -> list[str]:
    if doubt.entry:
        return [doubt.entry.item_id]
    if doubt.match:
        return [doubt.match.asking_id] if doubt.match.asking_id else []
    return reports.item_ids_of(takedown.subject_ids_at([doubt.location_id or ""]))


def people_behind(doubt: Doubt) -> set[str]:
    """Staff by id who decided what is doubted, or raised the doubt."""
    people = material.people_behind(items_of(doubt))
    people |= takedown.people_behind_notices([doubt.location_id] if doubt.location_id else [])
    answered_by = doubt.match.answered_by_id if doubt.match else None
    return people | {one for one in (doubt.raised_by_id, answered_by) if one}


def findings_offered(doubt: Doubt, scope: Scope) -> list[Finding]:
    """An objection that was upheld cannot be found wrong once more; what has no item cannot be wrong about one."""
    upheld = doubt.answer is not None and doubt.answer.outcome == ObjectionOutcome.UPHELD
    found = [] if upheld else [Finding.RIGHT]
    if scope.here:
        found.append(Finding.LINK)
    return [*found, Finding.ITEM, Finding.HARMLESS] if scope.items else found
