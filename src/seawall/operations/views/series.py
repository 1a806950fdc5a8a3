from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.operations import actions
from seawall.operations.figures import reading
from seawall.operations.figures.forms import SeriesForm


@require_safe
def series(request: StaffRequest) -> HttpResponse:
    return _page(request)


@require_POST
def name_series(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = reading.one_operation_to_name_to(request.actor, operation_id)
    form = SeriesForm(operation, request.POST)
    if form.is_valid():
        try:
            actions.name_series(operation, form.cleaned_data["code"], actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Its children and items count in this operation now."))
            return redirect("operations:series")
    return _page(request, sent=form)


@require_POST
def drop_series(request: StaffRequest, named_id: str) -> HttpResponse:
    actions.drop_series(reading.one_named_series_for(request.actor, named_id), actor=request.actor)
    messages.success(request, _("It does not count there any more. Earlier releases stay as they were."))
    return redirect("operations:series")


def _page(request: StaffRequest, *, sent: SeriesForm | None = None) -> HttpResponse:
    named = list(reading.series_named_by(request.actor))
    offered = reading.operations_to_name_to(request.actor)
    rows = [
        (
            operation,
            [one for one in named if one.operation_id == operation.id],
            sent if sent and sent.operation == operation else SeriesForm(operation),
        )
        for operation in offered
    ]
    context = {"rows": rows, "form": sent}
    return render(request, "operations/series.html", context, status=422 if sent else 200)
