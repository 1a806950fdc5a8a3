"""A table of accounts: pasted, its columns named, looked at, taken in pieces; what was refused goes back with its reasons."""

from codecs import BOM_UTF8
from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core import clock
from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid, NotFound, TooLarge
from seawall.core.masked import MaskedAccount
from seawall.core.pages import StaffRequest
from seawall.operations import actions, queries
from seawall.operations.forms import MappingForm, TableForm
from seawall.operations.models import AccountTable
from seawall.operations.pieces import MOST_BYTES, MOST_ROWS, judged, names_of
from seawall.operations.states import Column, Fate, TableState, WhyNot
from seawall.operations.views.operations import led
from seawall.wire import named_table

# So many of the first rows are tried, and so many shown.
LOOKED_AT, SHOWN = 200, 20
# Seconds until the page of a table that is being taken looks again by itself; after so long without a step it offers to go on.
AGAIN, STUCK = 2, 120


@require_http_methods(["GET", "HEAD", "POST"])
def bring_table(request: StaffRequest, operation_id: str) -> HttpResponse:
    one = led(request, operation_id)
    sites = queries.sites_for(request.actor, one)
    form = TableForm(sites, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        site = next(site for site in sites if site.id == form.cleaned_data["site"])
        try:
            table = actions.bring_table(site, form.stream(), actor=request.actor)
        except (Invalid, TooLarge) as error:
            form.tell(error if isinstance(error, Invalid) else Invalid({"table": error.message}))
        else:
            return redirect("operations:table", table_id=table.id)
    limits = {"most_rows": MOST_ROWS, "most_bytes": MOST_BYTES}
    context = {"operation": one, "sites": sites, "form": form, **limits}
    return render(request, "operations/bring_table.html", context, status=422 if form.errors else 200)


@require_safe
def table(request: StaffRequest, table_id: str) -> HttpResponse:
    one = queries.one_table_for(request.actor, table_id)
    waits = one.state in (TableState.BROUGHT, TableState.READY)
    reply = _page(request, one, MappingForm(one, names_of(one)) if waits else None)
    if one.state == TableState.TAKING:
        reply["Refresh"] = str(AGAIN)
    return reply


@require_POST
def map_columns(request: StaffRequest, table_id: str) -> HttpResponse:
    one = queries.one_table_for(request.actor, table_id)
    if one.state == TableState.DROPPED:
        raise NotFound
    form = MappingForm(one, names_of(one), request.POST)
    if form.is_valid():
        try:
            actions.map_columns(one, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return redirect("operations:table", table_id=one.id)
    return _page(request, one, form)


@require_POST
def take_table(request: StaffRequest, table_id: str) -> HttpResponse:
    one = actions.take_table(queries.one_table_for(request.actor, table_id), actor=request.actor)
    return redirect("operations:table", table_id=one.id)


@require_POST
def drop_table(request: StaffRequest, table_id: str) -> HttpResponse:
    one = actions.drop_table(queries.one_table_for(request.actor, table_id), actor=request.actor)
    messages.success(request, _("The words of the table are gone. Accounts that were taken stay."))
    return redirect("operations:operation", operation_id=one.operation_id)


@require_safe
def refused_rows(request: StaffRequest, table_id: str) -> HttpResponse:
    one = queries.one_table_for(request.actor, table_id)
    if one.state == TableState.DROPPED:
        raise NotFound
    require_fresh(request.actor)
    file = BytesIO()
    # With its mark, by which spreadsheets know UTF-8.
    file.write(BOM_UTF8)
    lines = ((line.number, str(WhyNot(line.why).label), line.cells) for line in queries.refused_lines_of(one))
    named_table.write_noted(names_of(one), lines, file)
    headers = {"Content-Disposition": 'attachment; filename="refused.csv"', "Cache-Control": "no-store"}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _page(request: StaffRequest, one: AccountTable, form: MappingForm | None) -> HttpResponse:
    looked = judged(one, queries.first_lines_of(one, LOOKED_AT)) if one.state == TableState.READY else []
    handle = one.columns.index(Column.HANDLE) if Column.HANDLE in one.columns else 0
    context = {
        "table": one,
        "form": form,
        "looked": [
            (row, MaskedAccount((row.line.cells[handle : handle + 1] or [""])[0])) for row in looked[:SHOWN]
        ],
        "looked_at": len(looked),
        "fates": [(fate, sum(row.fate is fate for row in looked)) for fate in Fate],
        "stuck": one.state == TableState.TAKING and (clock.now() - one.changed_at).total_seconds() > STUCK,
    }
    return render(request, "operations/table.html", context, status=422 if form and form.errors else 200)
