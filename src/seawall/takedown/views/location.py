"""The page of one location: where it lies, what was done, what is next."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import Actor
from seawall.core.pages import StaffRequest
from seawall.takedown import actions, laws, policy, queries
from seawall.takedown.forms import AskHoldForm, ChooseContactForm
from seawall.takedown.models import Finding, Location, NoticeLocation
from seawall.takedown.queries import registrar_contact
from seawall.takedown.states import WATCHED, ContactLevel, HoldReason, LocationState, Question
from seawall.takedown.views.parts import Entry, asked_purpose, enter, purposes
from seawall.takedown.words import check_words, finding_words, source_words

BEFORE_NOTICE = (LocationState.WAITING, LocationState.OPEN, LocationState.HELD)


def found(request: StaffRequest, location_id: str) -> Location:
    actor = enter(request.actor, policy.may_see_locations)
    return queries.one_location_for(actor, location_id)


@require_safe
def location(request: StaffRequest, location_id: str) -> HttpResponse:
    return _page(request, found(request, location_id))


def _page(request: StaffRequest, location: Location, revealed: str = "") -> HttpResponse:
    actor, traces = request.actor, list(location.traces.prefetch_related("findings")[:10])
    context = {
        "location": location,
        "revealed": revealed,
        "purposes": purposes() if policy.may_reveal(actor, location) else (),
        "trace": traces[0] if traces else None,
        "hops": [_hop(finding) for finding in traces[0].findings.all()] if traces else [],
        "earlier_traces": traces[1:],
        "entries": sorted(_entries(location), key=lambda entry: entry.at, reverse=True),
        "law": laws.law_title(laws.law_for(location.country), get_language() or "en"),
        "may_work": policy.may_draft(actor, location),
        "can_draft": location.state == LocationState.OPEN and bool(location.contact) and location.is_assessed,
        "can_hold": location.state in (LocationState.WAITING, LocationState.OPEN, LocationState.NOTICED),
        "can_choose": location.state in (LocationState.OPEN, LocationState.NOTICED),
        "can_follow": location.question == Question.MOVED,
        "can_check": location.state in WATCHED,
        "can_trace": location.state != LocationState.WITHDRAWN,
    }
    return render(request, "takedown/location.html", context | _to_assess(location, actor))


def _to_assess(location: Location, actor: Actor) -> dict[str, object]:
    """Where the button of the notice would be: why there is none, and where to go."""
    if location.is_assessed or location.state not in BEFORE_NOTICE:
        return {"unassessed": False}
    reported = location.subjects.exclude(bundle_id="").first()
    return {
        "unassessed": True,
        "bundle_id": reported.bundle_id if reported else "",
        "may_take_report": policy.may_take_report(actor),
    }


def _hop(finding: Finding) -> Entry:
    tone = {"no_host": "stop", "unknown": "wait", "abuse": "good", "registrar_abuse": "good", "front": "wait"}
    return Entry(
        at=finding.found_at,
        title=finding_words(finding.kind, finding.shown),
        by=_("Source: %(source)s") % {"source": source_words(finding.source)},
        tone=tone.get(finding.kind, ""),
    )


def _entries(location: Location) -> Iterator[Entry]:
    yield Entry(location.created_at, _("Opened"))
    for hold in location.holds.select_related("police"):
        yield Entry(
            hold.created_at,
            _("Hold asked of %(police)s") % {"police": hold.police.name},
            hold.get_reason_display(),
            url=reverse("takedown:hold", args=[hold.id]),
            tone="wait",
        )
        if hold.placed_at:
            yield Entry(hold.placed_at, _("Hold placed"), tone="wait")
        if hold.ended_at:
            yield Entry(hold.ended_at, capfirst(hold.get_state_display()), hold.get_release_reason_display())
    for line in location.lines.select_related("notice"):
        yield from _of_notice(line)
    for answer in location.answers.all():
        yield Entry(
            answer.created_at,
            _("The provider answered: %(answer)s") % {"answer": answer.get_kind_display()},
            answer.get_reason_display(),
            url=reverse("takedown:objection", args=[answer.id]) if answer.reason else "",
            tone="alert" if answer.reason else "good",
        )
    for check in location.checks.all()[:50]:
        tone = {"gone": "good", "moved": "wait", "up": "alert"}.get(check.standing, "")
        checked = _("Checked: %(standing)s") % {"standing": check_words(check.standing)}
        yield Entry(check.created_at, checked, check_words(check.reason), tone=tone)


def _of_notice(line: NoticeLocation) -> Iterator[Entry]:
    notice, url = line.notice, reverse("takedown:notice", args=[line.notice_id])
    yield Entry(notice.created_at, _("Notice drafted"), url=url)
    if line.dropped_at:
        yield Entry(line.dropped_at, _("Dropped from the notice before it was sent"), url=url, tone="stop")
    elif notice.sent_at:
        yield Entry(notice.sent_at, _("Notice sent"), notice.get_delivery_display(), url=url, tone="work")
        for escalation in notice.escalations.all():
            yield Entry(
                escalation.written_at,
                _("Reminder %(number)s") % {"number": escalation.step},
                escalation.get_delivery_display(),
                url=url,
                tone="work",
            )


@require_POST
def ask_trace(request: StaffRequest, location_id: str) -> HttpResponse:
    actions.ask_trace(found(request, location_id), actor=request.actor)
    messages.info(request, _("The trace is under way. Reload this page in a few seconds."))
    return redirect("takedown:location", location_id=location_id)


@require_POST
def ask_check(request: StaffRequest, location_id: str) -> HttpResponse:
    actions.ask_check(found(request, location_id), actor=request.actor)
    messages.info(request, _("The check is under way. Reload this page in a few seconds."))
    return redirect("takedown:location", location_id=location_id)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_hold(request: StaffRequest, location_id: str) -> HttpResponse:
    location = found(request, location_id)
    actor = enter(request.actor, policy.may_work_on_locations)
    form = AskHoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hold = actions.ask_hold(
            location,
            police_id=form.cleaned_data["police"],
            reason=HoldReason(form.cleaned_data["reason"]),
            expires_at=form.expires_at,
            actor=actor,
        )
        messages.success(request, _("The police are asked. Until they answer, nothing is sent."))
        return redirect("takedown:hold", hold_id=hold.id)
    context = {"form": form, "location": location}
    return render(request, "takedown/ask_hold.html", context, status=422 if form.errors else 200)


@require_POST
def draft_notice(request: StaffRequest, location_id: str) -> HttpResponse:
    notice = actions.draft_notice(found(request, location_id), actor=request.actor)
    return redirect("takedown:notice", notice_id=notice.id)


@require_POST
def withdraw_location(request: StaffRequest, location_id: str) -> HttpResponse:
    actions.withdraw_location(found(request, location_id), actor=request.actor)
    messages.success(request, _("Withdrawn. Nobody looks at it or writes about it any more."))
    return redirect("takedown:location", location_id=location_id)


@require_POST
def settle_question(request: StaffRequest, location_id: str) -> HttpResponse:
    actions.settle_question(found(request, location_id), actor=request.actor)
    messages.success(request, _("Settled."))
    return redirect("takedown:location", location_id=location_id)


@require_POST
def follow_move(request: StaffRequest, location_id: str) -> HttpResponse:
    seen = request.POST.get("seen") == "yes"
    opened = actions.follow_move(found(request, location_id), seen=seen, actor=request.actor)
    messages.success(request, _("The new address is open, and its trace is under way."))
    return redirect("takedown:location", location_id=opened.id)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_contact(request: StaffRequest, location_id: str) -> HttpResponse:
    location = found(request, location_id)
    actor = enter(request.actor, policy.may_work_on_locations)
    published = registrar_contact(location)
    form = ChooseContactForm(request.POST or None, initial={"email": published, "level": _level(published)})
    if request.method == "POST" and form.is_valid():
        level = ContactLevel(form.cleaned_data["level"])
        actions.choose_contact(location, email=form.cleaned_data["email"], level=level, actor=actor)
        messages.success(request, _("The next notice goes to this contact."))
        return redirect("takedown:location", location_id=location_id)
    context = {"form": form, "location": location}
    return render(request, "takedown/choose_contact.html", context, status=422 if form.errors else 200)


def _level(published: str) -> ContactLevel:
    return ContactLevel.REGISTRAR if published else ContactLevel.OTHER


@require_POST
def reveal_location(request: StaffRequest, location_id: str) -> HttpResponse:
    location = found(request, location_id)
    url = actions.reveal_location(location, asked_purpose(request), actor=request.actor)
    return _page(request, location, revealed=url)
