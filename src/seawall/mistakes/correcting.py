"""Putting right what a second assessor found wrong: each deed where it lives, and a line for each place it went to."""

from collections.abc import Iterable, Iterator
from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.federation.queries import holders_of_list_for
from seawall.material import queries as material
from seawall.material.actions import recall_items
from seawall.material.states import WithdrawalReason
from seawall.mistakes.models import Correction, Doubt
from seawall.mistakes.scope import Scope
from seawall.mistakes.states import REACHED, CorrectionKind, CorrectionState, DoubtKind, Finding, Judgement
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown
from seawall.takedown.actions import correct_location

Places = Iterator[dict[str, Any]]
K, S = CorrectionKind, CorrectionState


def correct(doubt: Doubt, scope: Scope, judgement: Judgement, actor: Actor) -> int:
    """How many places there are. Everything it touches is locked by the deed that calls."""
    places = [*_at_locations(scope, judgement.finding, actor), *_in_reports(scope, judgement.finding)]
    if judgement.finding.is_about_item:
        places += _of_items(doubt, scope, actor)
    if judgement.finding is Finding.HARMLESS:
        places += [_as_harmless(item_id, judgement) for item_id in scope.items]
    Correction.objects.bulk_create(_rows(doubt, places))
    return len(places)


def _rows(doubt: Doubt, places: Iterable[dict[str, Any]]) -> list[Correction]:
    now = clock.now()
    return [
        Correction(
            doubt=doubt,
            owner_id=doubt.owner_id,
            reached_at=now if place["state"] in REACHED else None,
            **place,
        )
        for place in places
    ]


def _at_locations(scope: Scope, finding: Finding, actor: Actor) -> Places:
    ids = scope.locations(finding)
    for location_id in ids:
        correct_location(takedown.one_location_for(actor, location_id), actor=actor)
        yield {"kind": K.LOCATION, "about": location_id, "state": S.DONE}
    for notice in takedown.sent_notices_about(actor, ids):
        # A letter that was read cannot be called back: somebody has to write or ring.
        yield {"kind": K.NOTICE, "about": notice.id, "whose": notice.contact, "state": S.TO_TELL}


def _in_reports(scope: Scope, finding: Finding) -> Places:
    """Their receipts and bundles are told by the reactions to this deed."""
    subjects = set(takedown.subject_ids_at(scope.locations(finding)))
    if finding.is_about_item:
        subjects |= set(reports.subject_ids_of_items(scope.items))
    for bundle_id in reports.bundle_ids_of(sorted(subjects)):
        yield {"kind": K.REPORTS, "about": bundle_id, "state": S.DONE}


def _of_items(doubt: Doubt, scope: Scope, actor: Actor) -> Places:
    because = WithdrawalReason.OBJECTION if doubt.kind == DoubtKind.OBJECTION else WithdrawalReason.MISTAKE
    speakers = material.speakers_on(actor, scope.items)
    withdrawn = recall_items(scope.items, because, actor=actor)
    for item_id in scope.items:
        yield {"kind": K.VERDICT, "about": item_id, "state": S.DONE}
    for entry in withdrawn:
        yield {"kind": K.ENTRY, "about": entry.id, "list_id": entry.list_id, "state": S.DONE}
        if entry.turn is not None:
            yield from _at_receivers(entry.id, entry.list_id, entry.turn, actor)
    for item_id, source in speakers:
        yield {"kind": K.SOURCE, "about": item_id, "whose": source, "state": S.DONE}


def _at_receivers(entry_id: str, list_id: str, turn: int, actor: Actor) -> Places:
    for receiver, can_pull in holders_of_list_for(actor, list_id):
        yield {
            "kind": K.RECEIVER,
            "about": entry_id,
            "whose": receiver,
            "list_id": list_id,
            "turn": turn,
            # Whose agreement is over holds its copy all the same, and comes for no more.
            "state": S.WAITS if can_pull else S.TO_TELL,
        }


def _as_harmless(item_id: str, judgement: Judgement) -> dict[str, Any]:
    return {"kind": K.HARMLESS, "about": item_id, "list_id": judgement.harmless_list, "state": S.TO_LIST}
