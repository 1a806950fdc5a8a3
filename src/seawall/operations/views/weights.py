from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy
from seawall.operations.forms import WeightsForm
from seawall.operations.ranking import weights_of


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: StaffRequest) -> HttpResponse:
    if not policy.may_weigh(request.actor):
        raise Refused
    form = WeightsForm(weights_of(request.actor.agency_id), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_weights(form.points(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Accounts are ranked by these weights from now on."))
            return redirect("operations:operations")
    return render(request, "operations/weights.html", {"form": form}, status=422 if form.errors else 200)
