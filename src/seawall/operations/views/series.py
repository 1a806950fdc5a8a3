from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import countries
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy
from seawall.operations.figures import reading
from seawall.operations.figures.forms import SeriesForm
from seawall.operations.referring.forms import CountryForm


@require_safe
def series(request: StaffRequest) -> HttpResponse:
    """`?refer=`: the one series whose form is open; hundreds of them with all countries would take the page seconds."""
    return _page(request, opened=request.GET.get("refer", ""))


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
    form = CountryForm(named.id, countries(), request.POST)
    if form.done(lambda: actions.refer_series(named, form.terms(), actor=request.actor)) is None:
        return _page(request, opened=named.id, refused=form)
    messages.success(
        request, _("Drafted. The investigators of your agency say who gets it, check it and send it.")
    )
    return redirect("operations:series")


@require_POST
def drop_series(request: StaffRequest, named_id: str) -> HttpResponse:
    actions.drop_series(reading.one_named_series_for(request.actor, named_id), actor=request.actor)
    messages.success(request, _("It does not count there any more. Earlier releases stay as they were."))
    return redirect("operations:series")


def _page(
    request: StaffRequest,
    *,
    sent: SeriesForm | None = None,
    opened: str = "",
    refused: CountryForm | None = None,
) -> HttpResponse:
    named = list(reading.series_named_by(request.actor))
    told = reading.countries_told_of(request.actor)
    offered = reading.operations_to_name_to(request.actor)
    rows = [
        (
            operation,
            [
                (one, told.get(one.id, ()), policy.may_refer_series(request.actor, one))
                for one in named
                if one.operation_id == operation.id
            ],
            sent if sent and sent.operation == operation else SeriesForm(operation),
        )
        for operation in offered
    ]
    wrong = refused or sent
    refer = refused or CountryForm(opened, countries())
    context = {"rows": rows, "form": wrong, "opened": opened, "refer": refer}
    return render(request, "operations/series.html", context, status=422 if wrong else 200)
