from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from seawall.core.errors import Refused
from seawall.core.pages import StaffRequest
from seawall.identification import actions, policy
from seawall.identification.forms import AskForm
from seawall.identification.states import KnownAnswer


@require_http_methods(["GET", "HEAD", "POST"])
def ask_known(request: StaffRequest) -> HttpResponse:
    if not policy.may_ask(request.actor):
        raise Refused
    form = AskForm(request.POST or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        answer = actions.ask_known([form.given()], actor=request.actor)
        # What was asked does not stay on the screen.
        form = AskForm(initial={"kind": form.cleaned_data["kind"]})
    return _page(request, form, answer)


@require_POST
def ask_known_item(request: StaffRequest, item_id: str) -> HttpResponse:
    return _page(request, AskForm(), actions.ask_known_item(item_id, actor=request.actor))


def _page(request: StaffRequest, form: AskForm, answer: KnownAnswer | None) -> HttpResponse:
    context = {"form": form, "answer": answer}
    return render(request, "identification/known.html", context, status=422 if form.errors else 200)
