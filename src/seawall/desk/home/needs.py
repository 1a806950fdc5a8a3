"""What needs this person now: one shelf for each kind of thing, the most pressing first.

A shelf asks its domain, which decides what this person may see; a shelf with nothing on it is not shown. Only the
first few are fetched, so that the page costs the same with a hundred records and with a hundred thousand.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seawall.approvals import queries as approvals
from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.ids import short
from seawall.core.templatetags.look import grouped
from seawall.desk.clocks import clock_of
from seawall.desk.home import children as of_children
from seawall.desk.home.operations import came_back, clashes, ends, overdue_answers, referred_here
from seawall.desk.home.shelf import FEW, MANY, Need, Shelf, shelf
from seawall.desk.home.troubles import (
    failed_jobs,
    flagged_keys,
    lost_copies,
    reports_by_mail,
    stopped_forwardings,
    stopped_votes,
    troubled_sources,
    troubled_tiplines,
)
from seawall.identification import queries as identification
from seawall.material import queries as material
from seawall.material.states import ItemState
from seawall.mistakes import queries as mistakes
from seawall.mistakes.states import DoubtKind
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown
from seawall.takedown.states import HoldState, LocationState, NoticeState, Question

if TYPE_CHECKING:
    from seawall.material.models import Item


def needs_of(actor: Actor) -> list[Shelf]:
    """The shelves with something on them, in the order in which they press."""
    made = (make(actor) for duties, make in SHELVES if duties & actor.duties)
    return [shelf for shelf in made if shelf.needs]


WHY: dict[str, tuple[str, Promise]] = {
    "danger": ("urgent", gettext_lazy("a child in danger?")),
    "mine": ("working", gettext_lazy("in your hands")),
    "second": ("asked", gettext_lazy("second opinion")),
    "disputed": ("disputed", gettext_lazy("opinions differ")),
    "letter": ("new", gettext_lazy("a letter")),
}


def bundles(actor: Actor) -> Shelf:
    """Danger nobody has acknowledged, what is in hand, second opinions to give, letters nobody has read."""

    def lines() -> Iterator[Need]:
        for need in reports.bundles_needing_me(actor, most=MANY + 1):
            bundle, (state, words) = need.bundle, WHY[need.why]
            url = reverse("reports:bundle", args=[bundle.id])
            yield Need(bundle.short, url, bundle.latest_at, state, words, reported(bundle.received_count))

    return shelf(_("Bundles"), "alert", lines(), reverse("reports:worklist"), most=MANY)


def reported(times: int) -> str:
    return ngettext("reported once", "reported %(times)s times", times) % {"times": grouped(times)}


def questions(actor: Actor) -> Shelf:
    """What takedown asks: a hold that ran out, a location that is back. Nothing is sent because time passed."""

    def lines() -> Iterator[Need]:
        for location in takedown.questions_for(actor)[: FEW + 1]:
            yield Need(
                title=str(location.url),
                url=reverse("takedown:location", args=[location.id]),
                at=location.asked_at,
                state=location.state,
                words=LocationState(location.state).label,
                detail=Question(location.question).label,
            )

    return shelf(_("Takedown asks you"), "wait", lines(), reverse("takedown:locations") + "?state=questions")


def objections(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for answer in takedown.open_objections_for(actor).order_by("created_at")[: FEW + 1]:
            yield Need(
                title=str(answer.location.url),
                url=reverse("takedown:objection", args=[answer.id]),
                at=answer.created_at,
                state="objection",
                words=_("objection"),
                detail=answer.notice.host,
            )

    return shelf(_("Objections to decide"), "alert", lines(), reverse("takedown:objections"))


def doubts(actor: Actor) -> Shelf:
    """What else says that we may be wrong: votes, refuted matches, notices taken back, objections that were upheld."""

    def lines() -> Iterator[Need]:
        for doubt in mistakes.doubts_beside_objections_for(actor)[: FEW + 1]:
            url = reverse("mistakes:doubt", args=[doubt.id])
            words = DoubtKind(doubt.kind).label
            yield Need(mistakes.about(doubt), url, doubt.created_at, "objection", words)

    return shelf(_("We may be wrong"), "alert", lines(), reverse("mistakes:doubts"))


def failed_notices(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for notice in takedown.failed_notices_for(actor)[: FEW + 1]:
            url = reverse("takedown:notice", args=[notice.id])
            yield Need(notice.host or notice.id, url, notice.changed_at, "failed", NoticeState.FAILED.label)

    return shelf(_("Notices that could not be sent"), "alert", lines(), reverse("takedown:notices"))


def ready_to_notify(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for location in takedown.ready_to_notify_for(actor).order_by("created_at")[: FEW + 1]:
            url = reverse("takedown:location", args=[location.id])
            words = LocationState(location.state).label
            yield Need(str(location.url), url, location.created_at, location.state, words, location.host)

    return shelf(_("Traced, ready for a notice"), "", lines(), reverse("takedown:locations") + "?state=open")


def second_person(actor: Actor) -> Shelf:
    """What a colleague proposed and this person may approve, by the end of its time."""

    def lines() -> Iterator[Need]:
        for one in approvals.waiting_for(actor)[: FEW + 1]:
            url, title = reverse("approvals:approval", args=[one.id]), approvals.told(one).title
            yield Need(title, url, one.expires_at, "asked", _("look at it"), one.proposed_by.name)

    return shelf(_("Waiting for a second person"), "wait", lines(), reverse("approvals:waiting"))


def vault_reviews(actor: Actor) -> Shelf:
    """Data of children of which somebody has to say once a year whether they are still needed."""

    def lines() -> Iterator[Need]:
        for victim, day in identification.due_for(actor):
            url = reverse("identification:vault_child", args=[victim.id])
            yield Need(victim.code, url, datetime.combine(day, time(), UTC), "asked", _("still needed?"))

    return shelf(_("Kept in the vault for a year"), "wait", lines(), reverse("identification:vault"))


def holds(actor: Actor) -> Shelf:
    """For the police: what a hotline asks them to look at first, the nearest end on top."""

    def lines() -> Iterator[Need]:
        for hold in takedown.holds_waiting_for(actor)[: FEW + 1]:
            yield Need(
                title=str(hold.location.url),
                url=reverse("takedown:hold", args=[hold.id]),
                at=hold.expires_at,
                state=hold.state,
                words=HoldState(hold.state).label,
                detail=_("asked by %(agency)s") % {"agency": hold.owner.name},
            )

    return shelf(_("Holds, by the day they end"), "wait", lines(), reverse("takedown:holds"))


def second_opinions(actor: Actor) -> Shelf:
    """Asked for and not given by this person yet; what the others said stays hidden until then."""

    def lines() -> Iterator[Need]:
        for item in material.items_waiting_second_opinion_for(actor)[: FEW + 1]:
            yield item_need(item, item.second_opinion_asked_at)

    return shelf(_("Second opinions wanted"), "wait", lines(), reverse("material:second_opinions"))


def disputes(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for item in material.disputed_items_for(actor)[: FEW + 1]:
            yield item_need(item, item.settled_at)

    return shelf(_("Disputes to settle"), "wait", lines(), reverse("material:disputed"))


def near_matches(actor: Actor) -> Shelf:
    """Pairs that look alike; only a person can say whether they are the same."""

    def lines() -> Iterator[Need]:
        for pair in material.pairs_of(list(material.open_near_matches_for(actor)[: FEW + 1])):
            match = pair.match
            url = reverse("material:item", args=[match.asking_id]) + "#near"
            words = _("on the list %(name)s") % {"name": pair.entry.list.name} if pair.entry else ""
            detail = _("%(distance)s of 256 bits differ") % {"distance": match.distance}
            yield Need(
                short(match.asking_id or ""), url, match.created_at, "asked" if words else "", words, detail
            )

    return shelf(_("Looks like something known here: the same?"), "wait", lines(), reverse("material:near"))


def quarantine(actor: Actor) -> Shelf:
    """Stopped by the node itself, because one fingerprint matched too much at once."""

    def lines() -> Iterator[Need]:
        for item in material.quarantined_items_for(actor)[: FEW + 1]:
            url = reverse("material:item", args=[item.id])
            detail = ngettext("%(times)s match", "%(times)s matches", item.flood) % {
                "times": grouped(item.flood)
            }
            yield Need(short(item.id), url, item.quarantined_at, "held", _("in quarantine"), detail)

    return shelf(_("Quarantined: release or withdraw"), "alert", lines())


def item_need(item: "Item", at: datetime | None) -> Need:
    url = reverse("material:item", args=[item.id])
    return Need(short(item.id), url, at, item.state, ItemState(item.state).label)


def addressed_notices(actor: Actor) -> Shelf:
    """At a provider: what was written to it and waits for its answer."""

    def lines() -> Iterator[Need]:
        for one in takedown.notices_addressed_to(actor, waiting=True, most=FEW + 1):
            url = reverse("desk:abuse_notice", args=[one.id])
            waited = clock_of(one.sent_at, now=clock.now(), waits=True, answered=False)
            state = "now" if waited.tone == "alert" else "asked"
            yield Need(one.sender, url, one.sent_at, state, waited.words, addresses(one.waiting))

    return shelf(_("Notices that wait for your answer"), "wait", lines(), reverse("desk:abuse_notices"))


def addresses(count: int) -> str:
    return ngettext("%(count)s address", "%(count)s addresses", count) % {"count": grouped(count)}


CASE_WORK = frozenset({Duty.ANALYST, Duty.REVIEWER})
SHELVES: tuple[tuple[frozenset[Duty], Callable[[Actor], Shelf]], ...] = (
    (CASE_WORK, bundles),
    (CASE_WORK, questions),
    (frozenset({Duty.REVIEWER}), objections),
    (frozenset({Duty.REVIEWER}), doubts),
    (frozenset(Duty), second_person),
    (frozenset({Duty.VAULT_KEEPER}), vault_reviews),
    (frozenset({Duty.INVESTIGATOR}), clashes),
    (frozenset({Duty.INVESTIGATOR}), ends),
    (frozenset({Duty.INVESTIGATOR}), referred_here),
    (frozenset({Duty.INVESTIGATOR}), overdue_answers),
    (frozenset({Duty.INVESTIGATOR, Duty.SPECIALIST}), came_back),
    (frozenset({Duty.INVESTIGATOR}), holds),
    (frozenset({Duty.REVIEWER}), lost_copies),
    (frozenset({Duty.REVIEWER}), quarantine),
    (frozenset({Duty.REVIEWER}), disputes),
    (frozenset({Duty.SPECIALIST}), of_children.checks),
    (CASE_WORK | {Duty.SPECIALIST}, second_opinions),
    (CASE_WORK | {Duty.SPECIALIST}, near_matches),
    (frozenset({Duty.SPECIALIST}), of_children.tellings),
    (frozenset({Duty.SPECIALIST}), of_children.tips),
    (frozenset({Duty.SPECIALIST}), of_children.asked),
    (frozenset({Duty.SPECIALIST}), of_children.cold_cases),
    (frozenset({Duty.ANALYST}), failed_notices),
    (CASE_WORK | {Duty.ADMINISTRATOR}, stopped_forwardings),
    (frozenset({Duty.ANALYST}), ready_to_notify),
    (frozenset({Duty.ABUSE_DESK}), addressed_notices),
    (frozenset({Duty.ADMINISTRATOR}), flagged_keys),
    (frozenset({Duty.ADMINISTRATOR}), troubled_sources),
    (frozenset({Duty.REVIEWER, Duty.ADMINISTRATOR}), stopped_votes),
    (frozenset({Duty.ADMINISTRATOR}), troubled_tiplines),
    (frozenset({Duty.ADMINISTRATOR}), reports_by_mail),
    (frozenset({Duty.ADMINISTRATOR}), failed_jobs),
)
