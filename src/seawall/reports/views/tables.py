"""A partner's table: pasted, looked at first, then taken row by row; what was refused goes back as a table with its reasons."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, TooLarge
from seawall.reports import actions, policy
from seawall.reports.forms import TableForm
from seawall.reports.queries import rows_for
from seawall.reports.receiving.table import MOST_ROWS, Row, counts_of, write_refused
from seawall.reports.states import RowFate
from seawall.reports.views.parts import actor_at
from seawall.wire import report_table

TAKE = "take"
# Invented, as every example of the house.
EXAMPLE = {
    "reference": "ticket 4711",
    "about": "pictures",
    "test": "yes",
    "danger": "no",
    "urls": "https://pictures.example/album/7",
    "account": "user-7",
    "service": "Example Chat",
    "phone": "+4915112345678",
    "country": "DE",
    "ip": "192.0.2.7",
    "port": "4711",
    "ip_at": "2026-11-20T09:59:00Z",
    "ip_use": "upload",
    "happened_at": "2026-11-20T10:00:00+01:00",
    "text": "A colleague has looked at the page and agreed.",
    "language": "en",
}


def _may_take(request: HttpRequest) -> Actor:
    actor = actor_at(request)
    if not policy.may_take_table(actor):
        raise Refused
    return actor


@require_http_methods(["GET", "HEAD", "POST"])
def take_table(request: HttpRequest) -> HttpResponse:
    actor = _may_take(request)
    form = TableForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    rows = _rows(form, actor)
    if rows is None:
        return _page(request, form, status=422)
    # What was not looked at as it stands here is looked at first.
    if request.POST.get("deed") != TAKE or form.cleaned_data["checked"] != form.mark:
        return _page(request, form.marked(), rows)
    taken = actions.take_table(rows, partner=form.cleaned_data["partner"], actor=actor)
    return _page(request, form.marked(), taken, taken=True)


@require_POST
def refused_rows(request: HttpRequest) -> HttpResponse:
    actor = _may_take(request)
    form = TableForm(request.POST)
    rows = _rows(form, actor) if form.is_valid() else None
    if rows is None:
        return _page(request, form, status=422)
    file = BytesIO()
    write_refused(rows, file)
    return _csv(file, "refused.csv")


@require_safe
def table_template(request: HttpRequest) -> HttpResponse:
    _may_take(request)
    file = BytesIO()
    report_table.write([EXAMPLE], file)
    return _csv(file, "reports.csv")


def _csv(file: BytesIO, name: str) -> HttpResponse:
    # With its mark, by which spreadsheets know UTF-8.
    content = "\ufeff".encode() + file.getvalue()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _rows(form: TableForm, actor: Actor) -> list[Row] | None:
    """None: the form says what is wrong."""
    partner, table = form.cleaned_data["partner"], form.cleaned_data["table"]
    try:
        return rows_for(actor, partner, BytesIO(table.encode()))
    except (Invalid, TooLarge) as error:
        said = error.fields["table"] if isinstance(error, Invalid) else error.message
        form.add_error("table", str(said))
        return None


def _page(
    request: HttpRequest,
    form: TableForm,
    rows: list[Row] | None = None,
    *,
    taken: bool = False,
    status: int = 200,
) -> HttpResponse:
    counts = counts_of(rows or [])
    context = {
        "form": form,
        "rows": [] if rows is None else _refused_first(rows),
        "counts": counts,
        "takes": counts.new + counts.tests,
        "taken": taken,
        "most": MOST_ROWS,
    }
    return render(request, "reports/take_table.html", context, status=status)


def _refused_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.fate is not RowFate.REFUSED)
