from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.federation import actions, policy, queries
from seawall.federation.forms import AgreementForm
from seawall.material.queries import one_list_for


@require_safe
def agreements(request: StaffRequest) -> HttpResponse:
    context = {
        "agreements": queries.agreements_for(request.actor),
        "may_sign": policy.may_sign(request.actor),
    }
    return render(request, "federation/agreements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_agreement(request: StaffRequest) -> HttpResponse:
    if not policy.may_sign(request.actor):
        raise Refused
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(request.actor)
    form = AgreementForm(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        one, holder = one_list_for(request.actor, form.cleaned_data["list"]), form.cleaned_data["holder"]
        try:
            signed = actions.sign_agreement(one, holder, terms=form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. The list can be pulled from the first day on."))
            return redirect("federation:agreement", agreement_id=signed.id)
    return render(
        request, "federation/sign_agreement.html", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
def agreement(request: StaffRequest, agreement_id: str) -> HttpResponse:
    one = queries.one_agreement_for(request.actor, agreement_id)
    may_end = one.ended_at is None and policy.may_end(request.actor, one)
    return render(request, "federation/agreement.html", {"agreement": one, "may_end": may_end})


@require_POST
def end_agreement(request: StaffRequest, agreement_id: str) -> HttpResponse:
    one = queries.one_agreement_for(request.actor, agreement_id)
    actions.end_agreement(one, actor=request.actor)
    messages.success(
        request, _("Ended. Nothing more is given from now on; ask the receiver to drop its copy.")
    )
    return redirect("federation:agreement", agreement_id=one.id)
