from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.material import actions, queries
from seawall.material.forms import HoldForm
from seawall.people.queries import agencies


@require_POST
def hold_file(request: StaffRequest, item_id: str) -> HttpResponse:
    item = queries.one_item_for(request.actor, item_id)
    form = HoldForm(request.POST)
    if not form.is_valid():
        raise Invalid({name: str(errors[0]) for name, errors in form.errors.items()})
    agency = agencies().get(pk=form.cleaned_data["agency"])
    actions.hold_file(
        item, agency=agency, evidence_number=form.cleaned_data["evidence_number"], actor=request.actor
    )
    messages.success(request, _("Noted. The file itself stays where it is."))
    return redirect("material:item", item_id=item.id)
