from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.takedown import actions, laws, letters, policy, queries
from seawall.takedown.letters import Place
from seawall.takedown.models import Notice
from seawall.takedown.states import NoticeState
from seawall.takedown.views.parts import asked_purpose, enter, page_of, purposes
from seawall.takedown.words import attached_words, failure_words

# The page says that something is left out; the list of locations says all of it.
MOST_LEFT_OUT = 10
UNSENT = (NoticeState.DRAFTED, NoticeState.FAILED)


@require_safe
def notices(request: StaffRequest) -> HttpResponse:
    """What waits to be sent, and what could not be."""
    actor = enter(request.actor, policy.may_see_notices)
    rows = queries.notices_for(actor).exclude(state=NoticeState.SENT)
    return render(request, "takedown/notices.html", page_of(request, rows) | {"chosen": "notices"})


@require_safe
def outbox(request: StaffRequest) -> HttpResponse:
    """What left: to whom, when, and word for word."""
    actor = enter(request.actor, policy.may_see_notices)
    rows = queries.notices_for(actor).filter(state=NoticeState.SENT)
    return render(request, "takedown/notices.html", page_of(request, rows) | {"chosen": "outbox"})


def found(request: StaffRequest, notice_id: str) -> Notice:
    actor = enter(request.actor, policy.may_see_notices)
    return queries.one_notice_for(actor, notice_id)


@require_safe
def notice(request: StaffRequest, notice_id: str) -> HttpResponse:
    return _page(request, found(request, notice_id))


def _page(request: StaffRequest, notice: Notice, revealed: str = "") -> HttpResponse:
    lines = list(notice.lines.select_related("location"))
    places = [Place(line.location, line.location.traces.first()) for line in lines if not line.dropped_at]
    may_send = policy.may_send(request.actor, notice) and notice.state in UNSENT
    context = {
        "notice": notice,
        "lines": lines,
        "left_out": queries.left_out_of(notice, request.actor)[:MOST_LEFT_OUT] if may_send else (),
        "law": laws.law_title(notice.law, get_language() or "en"),
        "subject": letters.subject_of(notice),
        "letter": letters.lines_of(revealed or letters.shown_letter(notice, places)),
        "revealed": bool(revealed),
        "attached": attached_words(letters.machine_files(notice, places), len(places)),
        "failure": failure_words(notice.failure) if notice.failure else "",
        "purposes": purposes() if notice.letter and policy.may_reveal_letter(request.actor, notice) else (),
        "may_send": may_send,
        "may_close_link": policy.may_close_link(request.actor, notice)
        and notice.state == NoticeState.SENT
        and notice.link_closed_at is None,
    }
    return render(request, "takedown/notice.html", context)


@require_POST
def send_notice(request: StaffRequest, notice_id: str) -> HttpResponse:
    actions.send_notice(found(request, notice_id), actor=request.actor)
    messages.success(request, _("It is traced once more and then sent. Reload this page in a few seconds."))
    return redirect("takedown:notice", notice_id=notice_id)


@require_POST
def drop_notice(request: StaffRequest, notice_id: str) -> HttpResponse:
    actions.drop_notice(found(request, notice_id), actor=request.actor)
    messages.success(request, _("Dropped. Its locations stay open."))
    return redirect("takedown:notice", notice_id=notice_id)


@require_POST
def close_link(request: StaffRequest, notice_id: str) -> HttpResponse:
    actions.close_link(found(request, notice_id), actor=request.actor)
    messages.success(request, _("Every link of this notice is worthless from now on."))
    return redirect("takedown:notice", notice_id=notice_id)


@require_POST
def reveal_letter(request: StaffRequest, notice_id: str) -> HttpResponse:
    notice = found(request, notice_id)
    text = actions.reveal_letter(notice, asked_purpose(request), actor=request.actor)
    return _page(request, notice, revealed=text)
