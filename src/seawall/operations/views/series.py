from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy
from seawall.operations.figures import reading
from seawall.operations.figures.forms import SeriesForm
from seawall.operations.models import NamedSeries
from seawall.operations.referring.forms import SeriesReferralForm


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
def refer_series(request: StaffRequest, named_id: str) -> HttpResponse:
    named = reading.one_named_series_for(request.actor, named_id)
    form = SeriesReferralForm(named.id, request.POST)
    if form.is_valid():
        try:
            actions.refer_series(named, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(
                request, _("Drafted. The investigators of your agency say who gets it, check it and send it.")
            )
            return redirect("operations:series")
    return _page(request, refused=(named.id, form))


@require_POST
def drop_series(request: StaffRequest, named_id: str) -> HttpResponse:
    actions.drop_series(reading.one_named_series_for(request.actor, named_id), actor=request.actor)
    messages.success(request, _("It does not count there any more. Earlier releases stay as they were."))
    return redirect("operations:series")


def _page(
    request: StaffRequest,
    *,
    sent: SeriesForm | None = None,
    refused: tuple[str, SeriesReferralForm] | None = None,
) -> HttpResponse:
    named = list(reading.series_named_by(request.actor))
    told = reading.countries_told_of(request.actor)
    forms = dict([refused] if refused else [])
    offered = reading.operations_to_name_to(request.actor)
    rows = [
        (
            operation,
            [
                (one, told.get(one.id, ()), forms.get(one.id) or _to_refer(request, one))
                for one in named
                if one.operation_id == operation.id
            ],
            sent if sent and sent.operation == operation else SeriesForm(operation),
        )
        for operation in offered
    ]
    wrong = refused[1] if refused else sent
    context = {"rows": rows, "form": wrong, "refused": refused[0] if refused else ""}
    return render(request, "operations/series.html", context, status=422 if wrong else 200)


def _to_refer(request: StaffRequest, named: NamedSeries) -> SeriesReferralForm | None:
    return SeriesReferralForm(named.id) if policy.may_refer_series(request.actor, named) else None
