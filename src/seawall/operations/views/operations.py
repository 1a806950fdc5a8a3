from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy, queries
from seawall.operations.forms import OperationForm, PartForm, SiteForm
from seawall.operations.models import Operation, Participation, Site


@require_safe
def operations(request: StaffRequest) -> HttpResponse:
    context = {"operations": queries.operations_for(request.actor)}
    return render(request, "operations/operations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_operation(request: StaffRequest) -> HttpResponse:
    if not policy.may_open(request.actor):
        raise Refused
    form = OperationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.open_operation(form.cleaned_data["code"], actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Opened. Add a site next, then bring its accounts."))
    status = 422 if form.errors else 200
    return render(request, "operations/open_operation.html", {"form": form}, status=status)


@require_safe
def operation(request: StaffRequest, operation_id: str) -> HttpResponse:
    one = queries.one_operation_for(request.actor, operation_id)
    leads = policy.may_lead(request.actor, one)
    sites = queries.sites_for(request.actor, one)
    counts = queries.counts_for(request.actor, one)
    context = {
        "operation": one,
        "leads": leads,
        "sites": sites,
        "parts": [(part, _words_of(part, sites)) for part in queries.parts_for(request.actor, one)],
        "tables": queries.tables_for(request.actor, one) if leads else [],
        "countries": _countries(counts),
        "unknown": counts.get("", 0),
        "total": sum(counts.values()),
    }
    return render(request, "operations/operation.html", context)


def _words_of(part: Participation, sites: Sequence[Site]) -> str:
    names = {site.id: site.name for site in sites}
    return ", ".join(
        [*map(country_name, part.countries), *(names[one] for one in part.sites if one in names)]
    )


def _countries(counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """Code, name and number, the most first."""
    there = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(code, country_name(code), number) for code, number in there if code]


@require_http_methods(["GET", "HEAD", "POST"])
def add_site(request: StaffRequest, operation_id: str) -> HttpResponse:
    one = led(request, operation_id)
    form = SiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_site(one, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("The site is added."))
    status = 422 if form.errors else 200
    return render(request, "operations/add_site.html", {"operation": one, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def give_part(request: StaffRequest, operation_id: str) -> HttpResponse:
    one = led(request, operation_id)
    form = PartForm(request.actor, queries.sites_for(request.actor, one), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_part(one, form.terms(), agency_id=form.cleaned_data["agency"], actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(
                request, one, _("That is its part now. It sees this and nothing else of the operation.")
            )
    status = 422 if form.errors else 200
    return render(request, "operations/give_part.html", {"operation": one, "form": form}, status=status)


@require_POST
def end_part(request: StaffRequest, part_id: str) -> HttpResponse:
    part = actions.end_part(queries.one_part_for(request.actor, part_id), actor=request.actor)
    return _done(request, part.operation, _("The agency sees nothing of this operation any more."))


def led(request: StaffRequest, operation_id: str) -> Operation:
    one = queries.one_operation_for(request.actor, operation_id)
    if not policy.may_lead(request.actor, one):
        raise Refused
    return one


def _done(request: StaffRequest, one: Operation, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("operations:operation", operation_id=one.id)
