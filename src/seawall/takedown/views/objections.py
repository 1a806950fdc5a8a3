from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.takedown import actions, policy, queries
from seawall.takedown.forms import DecideObjectionForm
from seawall.takedown.models import Answer
from seawall.takedown.states import ObjectionOutcome
from seawall.takedown.views.parts import enter, page_of


@require_safe
def objections(request: StaffRequest) -> HttpResponse:
    actor = enter(request.actor, policy.may_see_objections)
    chosen = request.GET.get("state", "open")
    rows = queries.open_objections_for(actor) if chosen == "open" else queries.objections_for(actor)
    return render(request, "takedown/objections.html", page_of(request, rows) | {"chosen": chosen})


def found(request: StaffRequest, answer_id: str) -> Answer:
    actor = enter(request.actor, policy.may_see_objections)
    return queries.one_objection_for(actor, answer_id)


@require_safe
def objection(request: StaffRequest, answer_id: str) -> HttpResponse:
    answer = found(request, answer_id)
    return _page(request, answer, DecideObjectionForm())


def _page(request: StaffRequest, answer: Answer, form: DecideObjectionForm) -> HttpResponse:
    is_open = answer.outcome == ObjectionOutcome.OPEN
    may_decide = is_open and policy.may_decide_objection(request.actor, answer)
    context = {"answer": answer, "is_open": is_open, "form": form if may_decide else None}
    return render(request, "takedown/objection.html", context, status=422 if form.errors else 200)


@require_POST
def decide_objection(request: StaffRequest, answer_id: str) -> HttpResponse:
    answer, form = found(request, answer_id), DecideObjectionForm(request.POST)
    if not form.is_valid():
        return _page(request, answer, form)
    outcome = ObjectionOutcome(form.cleaned_data["outcome"])
    actions.decide_objection(answer, outcome, actor=request.actor)
    messages.success(request, _("Decided. The desk, the reports and the list are told."))
    return redirect("takedown:objection", answer_id=answer_id)
