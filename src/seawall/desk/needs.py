"""What needs this person now: one shelf for each kind of thing, the most pressing first.

A shelf asks its domain, which decides what this person may see; a shelf with nothing on it is not shown. Only the
first few are fetched, so that the page costs the same with a hundred records and with a hundred thousand.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seawall.core.actors import Actor, Duty
from seawall.core.queries import failed_jobs_for
from seawall.material import queries as material
from seawall.material.states import ItemState
from seawall.reports import queries as reports
from seawall.takedown import queries as takedown
from seawall.takedown.states import HoldState, LocationState, NoticeState, Question

if TYPE_CHECKING:
    from seawall.material.models import Item

FEW = 5
MANY = 10


@dataclass(frozen=True)
class Need:
    """One line: what it is, since when it waits (or until when), where to go."""

    title: str
    url: str
    at: datetime | None = None
    state: str = ""
    words: str | Promise = ""
    detail: str | Promise = ""


@dataclass(frozen=True)
class Shelf:
    title: str
    tone: str = ""
    needs: list[Need] = field(default_factory=list)
    # The page with all of them, when there are more than a few.
    more_url: str = ""


def needs_of(actor: Actor) -> list[Shelf]:
    """The shelves with something on them, in the order in which they press."""
    made = (make(actor) for duties, make in SHELVES if duties & actor.duties)
    return [shelf for shelf in made if shelf.needs]


def shelf(title: str, tone: str, found: Iterable[Need], more_url: str = "", most: int = FEW) -> Shelf:
    needs = list(found)
    return Shelf(title, tone, needs[:most], more_url if len(needs) > most else "")


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
    return ngettext("reported once", "reported %(times)s times", times) % {"times": times}


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


def item_need(item: "Item", at: datetime | None) -> Need:
    url = reverse("material:item", args=[item.id])
    return Need(item.id[-6:].upper(), url, at, item.state, ItemState(item.state).label)


def failed_jobs(actor: Actor) -> Shelf:
    def lines() -> Iterator[Need]:
        for job in failed_jobs_for(actor)[: FEW + 1]:
            yield Need(
                job.task.rsplit(".", 1)[-1], "", job.finished_at, "failed", _("failed"), job.error[:80]
            )

    return shelf(_("Jobs that gave up"), "alert", lines())


CASE_WORK = frozenset({Duty.ANALYST, Duty.REVIEWER})
SHELVES: tuple[tuple[frozenset[Duty], Callable[[Actor], Shelf]], ...] = (
    (CASE_WORK, bundles),
    (CASE_WORK, questions),
    (frozenset({Duty.REVIEWER}), objections),
    (frozenset({Duty.INVESTIGATOR}), holds),
    (frozenset({Duty.REVIEWER}), disputes),
    (CASE_WORK | {Duty.SPECIALIST}, second_opinions),
    (frozenset({Duty.ANALYST}), failed_notices),
    (frozenset({Duty.ANALYST}), ready_to_notify),
    (frozenset({Duty.ADMINISTRATOR}), failed_jobs),
)
