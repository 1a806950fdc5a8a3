import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.desk.figures import PERIODS, board_for, period_of, rows_of
from seawall.desk.policy import may_see_figures
from seawall.desk.viewer import viewer


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    actor = viewer(request, may_see_figures)
    board = board_for(actor, period_of(request.GET.get("period", "")))
    return render(request, "desk/figures.html", {"board": board, "periods": PERIODS})


@require_safe
def figures_file(request: HttpRequest) -> HttpResponse:
    """Counts only: nothing in it points to a person or a place."""
    actor = viewer(request, may_see_figures)
    board = board_for(actor, period_of(request.GET.get("period", "")))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"seawall-figures-{board.as_of:%Y-%m-%d}-{board.period.code}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows(rows_of(board))
    return response
