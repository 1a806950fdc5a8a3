from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.core.paging import Order, page_of
from seawall.operations import actions, policy, queries
from seawall.operations.deconflicting import reads
from seawall.operations.deconflicting.forms import MoveForm, PlanForm
from seawall.operations.deconflicting.states import STEPS, MeasureState, Reply
from seawall.operations.models import Measure
from seawall.operations.views.accounts import picked_account, shown_of

LATEST_FIRST = Order("begins_at", newest_first=True, is_time=True)


@require_safe
def measures(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    page = page_of(request, reads.measures_in(request.actor, operation), order=LATEST_FIRST)
    rows = [(one, country_name(one.country)) for one in page.rows]
    context = {"operation": operation, "page": page, "measures": rows}
    return render(request, "operations/measures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    sites = queries.sites_for(request.actor, operation)
    picked, word = picked_account(request, operation)
    form = PlanForm(request.actor, operation, sites, request.POST or None, account=word)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.plan_measure(operation, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(
                request, one, _("Planned. If it touches another agency's plan, both of you are told.")
            )
    context = {"operation": operation, "form": form, **shown_of(request, operation, picked)}
    return render(request, "operations/plan_measure.html", context, status=422 if form.errors else 200)


@require_safe
def measure(request: StaffRequest, measure_id: str) -> HttpResponse:
    one = reads.one_measure_for(request.actor, measure_id)
    return _page(request, one, MoveForm(one), 200)


@require_POST
def move_measure(request: StaffRequest, measure_id: str) -> HttpResponse:
    one = reads.one_measure_for(request.actor, measure_id)
    form = MoveForm(one, request.POST)
    if form.is_valid():
        try:
            actions.move_measure(one, form.window(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Moved. Whom it touches still, or newly, is told."))
    return _page(request, one, form, 422)


@require_POST
def go_measure(request: StaffRequest, measure_id: str) -> HttpResponse:
    one = actions.go_measure(reads.one_measure_for(request.actor, measure_id), actor=request.actor)
    return _done(request, one, _("Go. A new plan of another agency that touches it stops it again."))


@require_POST
def finish_measure(request: StaffRequest, measure_id: str) -> HttpResponse:
    one = actions.finish_measure(reads.one_measure_for(request.actor, measure_id), actor=request.actor)
    return _done(request, one, _("Noted as done."))


@require_POST
def call_off_measure(request: StaffRequest, measure_id: str) -> HttpResponse:
    one = actions.call_off_measure(reads.one_measure_for(request.actor, measure_id), actor=request.actor)
    return _done(request, one, _("Called off."))


@require_POST
def agree_clash(request: StaffRequest, clash_id: str) -> HttpResponse:
    clash = actions.agree_clash(reads.one_clash_for(request.actor, clash_id), actor=request.actor)
    return _done(request, clash.measure, _("Your answer is noted, and the other agency sees it."))


def _page(request: StaffRequest, one: Measure, form: MoveForm, status: int) -> HttpResponse:
    mine = policy.may_carry_out(request.actor, one)
    told = reads.clashes_of(request.actor, one) if mine else []
    context = {
        "one": one,
        "country": country_name(one.country),
        "mine": mine,
        "account": queries.accounts_for(request.actor).filter(pk=one.account_id).first(),
        "told": [(each, country_name(each.pointer.country)) for each in told],
        "first_to_answer": next((each.id for each in told if each.reply is Reply.NONE), ""),
        "steps": STEPS[MeasureState(one.state)] if mine else frozenset(),
        "form": form,
    }
    return render(request, "operations/measure.html", context, status=status)


def _done(request: StaffRequest, one: Measure, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("operations:measure", measure_id=one.id)
