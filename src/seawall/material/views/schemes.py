from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core.errors import NotFound, Refused
from seawall.core.pages import StaffRequest
from seawall.material import policy, queries
from seawall.material.schemes import schemes as tables_in_force
from seawall.material.schemes.reading import cases_of, rules_of


@require_safe
def schemes(request: StaffRequest) -> HttpResponse:
    if not policy.may_read_schemes(request.actor):
        raise Refused
    context = {"schemes": tables_in_force(), "progress": queries.progress_for(request.actor)}
    return render(request, "material/schemes.html", context)


@require_safe
def scheme(request: StaffRequest, scheme_id: str) -> HttpResponse:
    """A table as a lawyer reads it: the rules in their order, each with its conditions in words, then its cases."""
    if not policy.may_read_schemes(request.actor):
        raise Refused
    table = next((table for table in tables_in_force() if table.id == scheme_id), None)
    if table is None:
        raise NotFound
    context = {"scheme": table, "rules": rules_of(table), "cases": cases_of(table)}
    return render(request, "material/scheme.html", context)
