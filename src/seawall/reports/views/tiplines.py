from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.reports import actions, policy, queries
from seawall.reports.forwarding.forms import TiplineForm
from seawall.reports.models import Tipline
from seawall.reports.views.parts import actor_at

MOST_TESTS_SHOWN = 20


@require_safe
def tiplines(request: HttpRequest) -> HttpResponse:
    actor = actor_at(request)
    if not policy.may_keep_tiplines(actor):
        raise Refused
    return render(request, "reports/tiplines.html", {"tiplines": queries.tiplines_for(actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_tipline(request: HttpRequest) -> HttpResponse:
    actor = actor_at(request)
    if not policy.may_keep_tiplines(actor):
        raise Refused
    require_fresh(actor)
    form = TiplineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.add_tipline(form.terms(), actor=actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Added."))
    context = {"form": form}
    return render(request, "reports/add_tipline.html", context, status=422 if form.errors else 200)


@require_safe
def tipline(request: HttpRequest, tipline_id: str) -> HttpResponse:
    actor = actor_at(request)
    one = queries.one_tipline_for(actor, tipline_id)
    tests = queries.forwardings_for(actor).filter(tipline=one, test=True)[:MOST_TESTS_SHOWN]
    may_change = one.removed_at is None and policy.may_change_tipline(actor, one)
    context = {"tipline": one, "tests": tests, "may_change": may_change}
    return render(request, "reports/tipline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_tipline(request: HttpRequest, tipline_id: str) -> HttpResponse:
    actor, one = actor_at(request), _changeable(request, tipline_id)
    require_fresh(actor)
    initial = {"name": one.name, "contact": one.contact, "only_taken": one.only_taken}
    form = TiplineForm(request.POST or None, initial=initial, of=one)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_tipline(one, form.terms(), actor=actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Changed. What waited goes on within seconds."))
    context = {"form": form, "tipline": one}
    return render(request, "reports/change_tipline.html", context, status=422 if form.errors else 200)


@require_POST
def resume_tipline(request: HttpRequest, tipline_id: str) -> HttpResponse:
    one = actions.resume_tipline(_changeable(request, tipline_id), actor=actor_at(request))
    return _done(request, one, _("It is asked again within seconds."))


@require_POST
def send_test(request: HttpRequest, tipline_id: str) -> HttpResponse:
    one = actions.send_test(_changeable(request, tipline_id), actor=actor_at(request))
    messages.success(request, _("A test is on its way. It says nothing true."))
    return redirect("reports:forwarding", forwarding_id=one.id)


@require_POST
def remove_tipline(request: HttpRequest, tipline_id: str) -> HttpResponse:
    actions.remove_tipline(_changeable(request, tipline_id), actor=actor_at(request))
    messages.success(request, _("Removed. What was filed there stays in our records."))
    return redirect("reports:tiplines")


def _changeable(request: HttpRequest, tipline_id: str) -> Tipline:
    actor = actor_at(request)
    one = queries.one_tipline_for(actor, tipline_id)
    if not policy.may_change_tipline(actor, one):
        raise Refused
    return one


def _done(request: HttpRequest, one: Tipline, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("reports:tipline", tipline_id=one.id)
