"""What the page of a doubt shows: what was said and by whom, what stands on it, and how far each correction is. Addresses stay masked,
fingerprints are not shown at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from seawall.core.actors import Actor, Duty
from seawall.core.ids import short
from seawall.federation.queries import holders_of_list_for
from seawall.material import queries as material
from seawall.material.states import EntryState, ItemState, VoteReason
from seawall.mistakes.models import Correction, Doubt
from seawall.mistakes.scope import Scope, scope_of
from seawall.mistakes.states import CAN_BE_TOLD, CorrectionKind, DoubtKind
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown
from seawall.takedown.states import LocationState, ObjectionReason

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Said:
    who: Words
    what: Words
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that stands on what is doubted, or one place where it is put right."""

    kind: Words
    name: Words
    url: str = ""
    state: Words = ""
    done: bool = False
    at: datetime | None = None
    by: str = ""
    told_url: str = ""


def told_of(actor: Actor, doubt: Doubt) -> list[Said]:
    if doubt.answer is not None:
        answer = doubt.answer
        contact = answer.notice.contact
        return [Said(contact, ObjectionReason(answer.reason).label, answer.created_at, answer.words)]
    if doubt.entry is not None:
        votes = material.votes_on(actor, doubt.entry)
        return [
            Said(
                vote.voter.name if vote.voter else vote.holder, VoteReason(vote.reason).label, vote.changed_at
            )
            for vote in votes
        ]
    if doubt.match is not None:
        words = _("taken for the same at %(distance)s of 256 bits, and not the same") % {
            "distance": doubt.match.distance
        }
        who = doubt.match.answered_by.name if doubt.match.answered_by else ""
        return [Said(who, words, doubt.match.answered_at)]
    who = doubt.raised_by.name if doubt.raised_by else _("the node")
    return [Said(who, _("took the removal back after a provider was written to"), doubt.created_at)]


def standing_on(actor: Actor, doubt: Doubt) -> list[Line]:
    scope = scope_of(doubt, actor)
    lines = [
        *_items(actor, scope),
        *_entries(actor, scope),
        *_locations(actor, scope),
        *_reports(actor, scope),
    ]
    if doubt.kind == DoubtKind.MATCH and doubt.match:
        other = doubt.match.item_id
        url = reverse("material:item", args=[other])
        lines.insert(1, Line(_("Item it was taken for"), short(other), url))
    return lines


def _items(actor: Actor, scope: Scope) -> Iterable[Line]:
    for item_id in scope.items:
        item = material.one_item_for(actor, item_id)
        url = reverse("material:item", args=[item_id])
        yield Line(_("Item"), short(item_id), url, ItemState(item.state).label)
    for _item, source in material.speakers_on(actor, scope.items):
        yield Line(_("Word of a source"), source)


def _entries(actor: Actor, scope: Scope) -> Iterable[Line]:
    for entry in material.standing_entries_for(actor, scope.items):
        url = reverse("material:list", args=[entry.list_id])
        yield Line(
            _("Entry on a list"), entry.list.name, url, EntryState(entry.state).label, at=entry.shared_at
        )
        if entry.state == EntryState.SHARED:
            for receiver, can_pull in holders_of_list_for(actor, entry.list_id):
                state = _("pulls it") if can_pull else _("holds a copy, its agreement is over")
                yield Line(_("Receiver of the list"), receiver, reverse("federation:agreements"), state)


def _locations(actor: Actor, scope: Scope) -> Iterable[Line]:
    for location_id in scope.everywhere:
        location = takedown.one_location_for(actor, location_id)
        url = reverse("takedown:location", args=[location_id])
        yield Line(_("Address"), str(location.url), url, LocationState(location.state).label)
    for notice in takedown.sent_notices_about(actor, scope.everywhere):
        url = reverse("takedown:notice", args=[notice.id])
        yield Line(_("Notice sent to"), notice.contact, url, at=notice.sent_at)


def _reports(actor: Actor, scope: Scope) -> Iterable[Line]:
    subjects = {*takedown.subject_ids_at(scope.everywhere), *reports.subject_ids_of_items(scope.items)}
    for bundle_id in reports.bundle_ids_of(sorted(subjects)):
        yield Line(_("Bundle of reports"), short(bundle_id), _bundle(actor, bundle_id))


def _bundle(actor: Actor, bundle_id: str) -> str:
    """Reports are not open to everybody who may see that there was a mistake."""
    return reverse("reports:bundle", args=[bundle_id]) if Duty.REVIEWER in actor.duties else ""


PLACES = {
    CorrectionKind.LOCATION: "takedown:location",
    CorrectionKind.NOTICE: "takedown:notice",
    CorrectionKind.VERDICT: "material:item",
    CorrectionKind.SOURCE: "material:item",
    CorrectionKind.HARMLESS: "material:item",
}


def correction_lines(actor: Actor, corrections: Sequence[Correction]) -> list[Line]:
    return [
        Line(
            one.get_kind_display(),
            _name_of(one),
            _place_of(actor, one),
            one.get_state_display(),
            one.is_reached,
            one.reached_at,
            one.told_by.name if one.told_by else "",
            reverse("mistakes:note_told", args=[one.id]) if one.state in CAN_BE_TOLD else "",
        )
        for one in corrections
    ]


def _name_of(one: Correction) -> str:
    listed = one.list.name if one.list else ""
    return " · ".join(part for part in (one.whose, listed) if part) or short(one.about)


def _place_of(actor: Actor, one: Correction) -> str:
    kind = CorrectionKind(one.kind)
    if kind is CorrectionKind.REPORTS:
        return _bundle(actor, one.about)
    if kind in PLACES:
        return reverse(PLACES[kind], args=[one.about])
    if kind is CorrectionKind.RECEIVER:
        return reverse("federation:agreements")
    return reverse("material:list", args=[one.list_id])
