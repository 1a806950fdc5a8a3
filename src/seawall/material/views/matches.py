from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seawall.core.errors import Refused
from seawall.core.pages import StaffRequest
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
    return redirect("material:item", item_id=match.item_id)
