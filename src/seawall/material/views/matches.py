from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.errors import Refused
from seawall.core.pages import StaffRequest
from seawall.core.paging import page_of
from seawall.material import actions, policy, queries
from seawall.material.forms import FingerprintForm, chosen
from seawall.material.states import MatchAnswer


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: StaffRequest) -> HttpResponse:
    """By POST, so that a fingerprint stands in no address, no history and no log."""
    if not policy.works_with_material(request.actor):
        raise Refused
    form = FingerprintForm(request.POST or None)
    matches = None
    if request.method == "POST" and form.is_valid():
        matches = actions.match_exact([form.given()], actor=request.actor)
    context = {"form": form, "matches": matches, "can_register": policy.may_register(request.actor)}
    return render(request, "material/look_up.html", context, status=422 if form.errors else 200)


@require_POST
def register_item(request: StaffRequest) -> HttpResponse:
    form = FingerprintForm(request.POST)
    if not policy.may_register(request.actor):
        raise Refused
    if not form.is_valid():
        context = {"form": form, "matches": None, "can_register": True}
        return render(request, "material/look_up.html", context, status=422)
    item = actions.register_item([form.given()], actor=request.actor)
    return redirect("material:item", item_id=item.id)


@require_POST
def answer_match(request: StaffRequest, match_id: str) -> HttpResponse:
    match = queries.one_match_for(request.actor, match_id)
    answer = chosen(MatchAnswer, request.POST.get("answer", ""))
    actions.answer_match(match, answer == MatchAnswer.SAME, actor=request.actor)
    messages.success(request, _("Your answer is kept. It can be changed by answering again."))
    seen_from = request.POST.get("seen_from", "")
    return redirect("material:item", item_id=seen_from if seen_from == match.asking_id else match.item_id)


@require_safe
def near(request: StaffRequest) -> HttpResponse:
    """All pairs that wait for an answer, the oldest first."""
    if not policy.works_with_material(request.actor):
        raise Refused
    page = page_of(request, queries.open_near_matches_for(request.actor))
    return render(request, "material/near.html", {"page": page, "pairs": queries.pairs_of(page.rows)})


@require_POST
def release_item(request: StaffRequest, item_id: str) -> HttpResponse:
    item = actions.release_item(queries.one_item_for(request.actor, item_id), actor=request.actor)
    messages.success(request, _("Released. It matches again, and what it looks like is searched for now."))
    return redirect("material:item", item_id=item.id)
