from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.approvals import actions, policy, queries
from seawall.approvals.forms import ReasonForm
from seawall.approvals.models import Approval
from seawall.core.pages import StaffRequest

SHOWN = 20


@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    mine = queries.proposed_by(request.actor)[:SHOWN]
    context = {
        "waiting": [(one, queries.told(one)) for one in queries.waiting_for(request.actor)],
        "mine": [(one, queries.told(one)) for one in mine],
    }
    return render(request, "approvals/waiting.html", context)


@require_safe
def approval(request: StaffRequest, approval_id: str) -> HttpResponse:
    return _page(request, queries.approval_for(request.actor, approval_id), ReasonForm())


def _page(request: StaffRequest, one: Approval, form: ReasonForm) -> HttpResponse:
    context = {
        "one": one,
        "told": queries.told(one),
        "may_decide": one.waits and policy.may_decide(request.actor, one),
        "may_withdraw": one.is_live and policy.may_withdraw(request.actor, one),
        "is_mine": policy.is_proposer(request.actor, one),
        "form": form,
    }
    return render(request, "approvals/approval.html", context, status=422 if form.errors else 200)


@require_POST
def approve(request: StaffRequest, approval_id: str) -> HttpResponse:
    one = queries.approval_for(request.actor, approval_id)
    with actions.noting_refused_tries(one, request.actor):
        actions.approve(one, request.POST.get("seen", ""), actor=request.actor)
    messages.success(request, _("Approved. Who proposed it can do it now, once."))
    return redirect("approvals:waiting")


@require_POST
def refuse(request: StaffRequest, approval_id: str) -> HttpResponse:
    one = queries.approval_for(request.actor, approval_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    with actions.noting_refused_tries(one, request.actor):
        actions.refuse(one, form.cleaned_data["reason"], actor=request.actor)
    messages.success(request, _("Refused. Who proposed it reads why."))
    return redirect("approvals:waiting")


@require_POST
def withdraw(request: StaffRequest, approval_id: str) -> HttpResponse:
    one = queries.approval_for(request.actor, approval_id)
    with actions.noting_refused_tries(one, request.actor):
        actions.withdraw(one, actor=request.actor)
    messages.success(request, _("Withdrawn. Nobody has to look at it any more."))
    return redirect("approvals:waiting")
