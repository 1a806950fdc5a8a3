"""The abuse desk of a provider: the notices that were sent to it, and its answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.desk.clocks import Clock, clock_of
from seawall.desk.forms import ProviderAnswerForm
from seawall.desk.policy import may_see_abuse_desk
from seawall.desk.viewer import viewer
from seawall.takedown.actions import answer_at_desk, reveal_at_desk
from seawall.takedown.queries import (
    Addressed,
    AddressedLine,
    law_of,
    lines_addressed_to,
    notices_addressed_to,
    one_addressed_to,
)
from seawall.takedown.states import ObjectionReason

PAGE = 50
ALL = "all"


@require_safe
def notices(request: StaffRequest) -> HttpResponse:
    """What waits for an answer, or everything that came."""
    actor = viewer(request, may_see_abuse_desk)
    chosen = "all" if request.GET.get("show") == "all" else "waiting"
    found = notices_addressed_to(
        actor, waiting=chosen == "waiting", before=request.GET.get("before", ""), most=PAGE + 1
    )
    context = {"rows": [(one, _clock(one)) for one in found[:PAGE]], "chosen": chosen}
    if len(found) > PAGE:
        context["later_url"] = f"?show={chosen}&before={found[PAGE - 1].id}"
    return render(request, "desk/abuse_notices.html", context)


def _clock(one: Addressed) -> Clock:
    return clock_of(one.sent_at, now=clock.now(), waits=bool(one.waiting), answered=one.answered)


@require_safe
def notice(request: StaffRequest, notice_id: str) -> HttpResponse:
    return _page(request, notice_id, viewer(request, may_see_abuse_desk))


@require_POST
def answer(request: StaffRequest, notice_id: str) -> HttpResponse:
    actor = viewer(request, may_see_abuse_desk)
    found = one_addressed_to(actor, notice_id)
    form = ProviderAnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, notice_id, actor, form=form)
    for line in _meant(request, lines_addressed_to(actor, found)):
        answer_at_desk(found, line.location, reply=form.reply(), actor=actor)
    messages.success(request, _("Your answer is with the sender."))
    return redirect("desk:abuse_notice", notice_id=found.id)


def _meant(request: StaffRequest, lines: list[AddressedLine]) -> list[AddressedLine]:
    chosen = request.POST.get("location", "")
    meant = lines if chosen == ALL else [line for line in lines if line.location.id == chosen]
    if not meant:
        raise Invalid({"location": _("Choose the address that you answer for.")})
    return meant


@require_POST
def reveal(request: StaffRequest, notice_id: str) -> HttpResponse:
    """The answer to the POST itself, so that no address is in a history."""
    actor = viewer(request, may_see_abuse_desk)
    addresses = reveal_at_desk(one_addressed_to(actor, notice_id), actor=actor)
    return _page(request, notice_id, actor, addresses=addresses)


def _page(
    request: StaffRequest,
    notice_id: str,
    actor: Actor,
    *,
    addresses: dict[str, str] | None = None,
    form: ProviderAnswerForm | None = None,
) -> HttpResponse:
    found = one_addressed_to(actor, notice_id)
    lines = lines_addressed_to(actor, found)
    answered = all(line.answers for line in lines)
    waits = any(not line.answers and not line.is_settled for line in lines)
    assert found.sent_at is not None
    context = {
        "notice": found,
        "law": law_of(found),
        "clock": clock_of(found.sent_at, now=clock.now(), waits=waits, answered=answered),
        "lines": [(line, (addresses or {}).get(line.location.id)) for line in lines],
        "several": len(lines) > 1,
        "reasons": ObjectionReason.choices,
        "form": form,
    }
    return render(request, "desk/abuse_notice.html", context, status=422 if form and form.errors else 200)
