from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core import clock
from seawall.core.codes import country_name
from seawall.core.pages import StaffRequest
from seawall.operations import queries
from seawall.operations.case import case_for
from seawall.operations.figures.forms import DayForm
from seawall.operations.figures.reading import end_of
from seawall.operations.models import Request
from seawall.operations.referring.naming import place_told


@require_safe
def case(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    form = DayForm(request.GET if "as_of" in request.GET else None)
    found = case_for(request.actor, operation, end_of(form.day()))
    sites = queries.sites_for(request.actor, operation)
    context = {
        "operation": operation,
        "case": found,
        "form": form,
        "as_of": found.books.moment,
        "made_at": clock.now(),
        "leads": found.books.is_whole,
        "sites": sites,
        "parts": queries.parts_for(request.actor, operation),
        "persons": [(one, _country(one.country)) for one in found.persons],
        "deadlines": [(one, _where(one.request)) for one in found.deadlines.rows],
        "awaited": [(one, place_told(one)) for one in found.awaited.rows],
        "measures": [(one, _country(one.country)) for one in found.measures.rows],
    }
    return render(request, "operations/case.html", context)


def _where(request: Request) -> str:
    return f"{_country(request.country)} · {request.owner.name}"


def _country(code: str) -> str:
    return country_name(code) if code else ""
