from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import countries
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, SIZE, Page, page_of
from seawall.operations import actions, policy
from seawall.operations.figures import reading
from seawall.operations.figures.forms import SeriesForm
from seawall.operations.models import Operation
from seawall.operations.referring.forms import CountryForm

# Where on the list somebody is.
PLACE = ("operation", "after", "before")


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
    """`?operation=`: one alone, whose series are read page by page."""
    only = request.GET.get("operation", "")
    offered = (
        [reading.one_operation_to_name_to(request.actor, only)]
        if only
        else reading.operations_to_name_to(request.actor)
    )
    rows = [
        (
            operation,
            _named(request, operation, opened if refused else ""),
            sent if sent and sent.operation == operation else SeriesForm(operation),
        )
        for operation in offered
    ]
    wrong = refused or sent
    context = {
        "rows": rows,
        "form": wrong,
        "only": only,
        "opened": opened,
        "here": urlencode({name: request.GET[name] for name in PLACE if name in request.GET}),
        "refer": refused or CountryForm(opened, countries()),
    }
    return render(request, "operations/series.html", context, status=422 if wrong else 200)


def _named(request: StaffRequest, operation: Operation, refused: str) -> Page:
    """Each with the countries it is referred to. The one whose form was refused stands there, however old it is."""
    found = reading.series_named_by(request.actor).filter(operation=operation)
    path = reverse("operations:series")
    if request.GET.get("operation"):
        page = page_of(request, found, order=NEWEST_FIRST, path=path)
    else:
        first = list(found[: SIZE + 1])
        more = (
            urlencode({"operation": operation.id, "after": NEWEST_FIRST.edge_of(first[SIZE - 1])})
            if len(first) > SIZE
            else ""
        )
        page = Page(first[:SIZE], "", f"{path}?{more}" if more else "")
    named = list(page.rows)
    if refused not in {one.id for one in named}:
        named = [*found.filter(pk=refused), *named]
    told = [(one, reading.told_of(one), policy.may_refer_series(request.actor, one)) for one in named]
    return replace(page, rows=told)
