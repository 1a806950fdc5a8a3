from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, page_of
from seawall.identification import actions, policy, queries
from seawall.identification.forms import CodeForm
from seawall.material.queries import one_item_for


@require_safe
def loose_items(request: StaffRequest) -> HttpResponse:
    """Those in no series, to be put together."""
    return _page(request, CodeForm())


def _page(request: StaffRequest, form: CodeForm, fault: str | Promise = "") -> HttpResponse:
    here, loose = reverse("identification:loose_items"), queries.loose_items_for(request.actor)
    page = page_of(request, loose, order=NEWEST_FIRST, path=here)
    context = {"page": page, "form": form, "fault": fault, "ticked": request.POST.getlist("items")}
    status = 422 if fault or form.errors else 200
    return render(request, "identification/loose_items.html", context, status=status)


@require_POST
def open_series(request: StaffRequest) -> HttpResponse:
    try:
        series = actions.open_series(request.POST.getlist("items"), actor=request.actor)
    except Invalid as error:
        return _page(request, CodeForm(), error.fields["items"])
    messages.success(request, _("Opened, under the code %(code)s.") % {"code": series.code})
    return redirect("identification:series", series_id=series.id)


@require_POST
def add_items(request: StaffRequest) -> HttpResponse:
    if not policy.may_see(request.actor):
        raise Refused
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    series = queries.open_series_by_code(request.actor, form.cleaned_data["code"])
    if series is None:
        form.add_error("code", _("Your agency has no open series of this code."))
        return _page(request, form)
    try:
        actions.add_items(series, request.POST.getlist("items"), actor=request.actor)
    except Invalid as error:
        return _page(request, form, error.fields["items"])
    messages.success(request, _("Put into this series."))
    return redirect("identification:series", series_id=series.id)


@require_safe
def item(request: StaffRequest, item_id: str) -> HttpResponse:
    """From an item's page: in which series it stands, or into which it shall go."""
    series = queries.series_of_item_for(request.actor, item_id)
    if series is not None:
        return redirect("identification:series", series_id=series.id)
    found = one_item_for(request.actor, item_id)
    return render(request, "identification/item.html", {"item": found, "form": CodeForm()})
