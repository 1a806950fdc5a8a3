from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seawall.core.codes import country_name
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy, queries
from seawall.operations.forms import WeightsForm
from seawall.operations.ranking import FIRST, Moved, weights_of


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: StaffRequest) -> HttpResponse:
    """*Try* shows what would change and writes nothing; *Set* is the deed."""
    if not policy.may_weigh(request.actor):
        raise Refused
    there = list(queries.operations_for(request.actor)[:FIRST])
    form = WeightsForm(weights_of(request.actor.agency_id), there, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if "try" in request.POST:
        return _tried(request, form)
    try:
        actions.set_weights(form.points(), actor=request.actor)
    except Invalid as error:
        form.tell(error)
        return _page(request, form)
    messages.success(request, _("Accounts are ranked by these weights from now on."))
    return redirect("operations:operations")


def _tried(request: StaffRequest, form: WeightsForm) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, form.cleaned_data.get("operation", ""))
    found = queries.what_if_for(request.actor, operation, form.points())
    rows = [(one, _country(one)) for one in found.first]
    return _page(request, form, operation=operation, found=found, rows=rows)


def _country(one: Moved) -> str:
    return country_name(one.account.country) if one.account.country else ""


def _page(request: StaffRequest, form: WeightsForm, **more: object) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "operations/weights.html", {"form": form, **more}, status=status)
