from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.forms import LookForm
from seawall.identification.views.parts import series_page


@require_POST
def look_afresh(request: StaffRequest, series_id: str) -> HttpResponse:
    found = queries.one_series_for(request.actor, series_id)
    form = LookForm(request.POST, prefix="look")
    if form.done(lambda: actions.look_afresh(found, form.look(), actor=request.actor)) is None:
        return series_page(request, found, sent=form)
    messages.success(request, _("Noted. The series comes up again on the day that you named."))
    return redirect("identification:series", series_id=found.id)
