from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid, NotFound, Refused
from seawall.core.pages import StaffRequest
from seawall.federation import actions, policy, queries
from seawall.federation.forms import OTHER, SourceForm, source_form
from seawall.federation.models import Source
from seawall.federation.states import SourceKind
from seawall.federation.voting.naming import takes_votes


@require_safe
def sources(request: StaffRequest) -> HttpResponse:
    context = {
        "sources": queries.sources_for(request.actor),
        "kinds": SourceKind.choices,
        "may_add": policy.may_add_source(request.actor),
    }
    return render(request, "federation/sources.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_source(request: StaffRequest, kind: str) -> HttpResponse:
    if not policy.may_add_source(request.actor):
        raise Refused
    if kind not in SourceKind.values:
        raise NotFound
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(request.actor)
    chosen = SourceKind(kind)
    form = source_form(chosen)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            source = actions.add_source(chosen, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, source, _("Added. The first run begins within seconds."))
    context = {"form": form, "kind": chosen}
    return render(request, "federation/add_source.html", context, status=422 if form.errors else 200)


@require_safe
def source(request: StaffRequest, source_id: str) -> HttpResponse:
    one = queries.one_source_for(request.actor, source_id)
    context = {
        "source": one,
        "counts": queries.counts_of(one),
        "runs": queries.runs_of(one),
        "files": queries.refused_files_of(one),
        "may_change": one.removed_at is None and policy.may_change_source(request.actor, one),
        "takes_votes": takes_votes(one),
        "voting": queries.voting_of(one),
        "vote_counts": queries.vote_counts_of(one),
        "votes": queries.votes_of(one),
        "may_switch_voting": one.removed_at is None and policy.may_switch_voting(request.actor, one),
        "may_mend_votes": one.removed_at is None and policy.may_mend_votes(request.actor, one),
    }
    return render(request, "federation/source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_source(request: StaffRequest, source_id: str) -> HttpResponse:
    one = _changeable(request, source_id)
    require_fresh(request.actor)
    form = _filled(one, request)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_source(one, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Changed. It is read within seconds."))
    context = {"form": form, "source": one}
    return render(request, "federation/change_source.html", context, status=422 if form.errors else 200)


@require_POST
def pause_source(request: StaffRequest, source_id: str) -> HttpResponse:
    one = actions.pause_source(_changeable(request, source_id), actor=request.actor)
    return _done(request, one, _("Paused. It is not asked any more until you let it go on."))


@require_POST
def resume_source(request: StaffRequest, source_id: str) -> HttpResponse:
    one = actions.resume_source(_changeable(request, source_id), actor=request.actor)
    return _done(request, one, _("It goes on where it stopped, within seconds."))


@require_POST
def ask_run(request: StaffRequest, source_id: str) -> HttpResponse:
    one = actions.ask_run(_changeable(request, source_id), actor=request.actor)
    return _done(request, one, _("It is read within seconds."))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_source(request: StaffRequest, source_id: str) -> HttpResponse:
    one = _changeable(request, source_id)
    if request.method != "POST":
        return render(
            request, "federation/remove_source.html", {"source": one, "counts": queries.counts_of(one)}
        )
    actions.remove_source(one, actor=request.actor)
    messages.success(request, _("Removed. What it told stays at the items, as its word."))
    return redirect("federation:sources")


def _changeable(request: StaffRequest, source_id: str) -> Source:
    one = queries.one_source_for(request.actor, source_id)
    if not policy.may_change_source(request.actor, one):
        raise Refused
    return one


def _filled(one: Source, request: StaffRequest) -> SourceForm:
    initial = {
        "name": one.name,
        "place": one.place,
        "minutes": one.minutes,
        "environment": one.environment or OTHER,
    }
    return source_form(SourceKind(one.kind))(request.POST or None, initial=initial, changing=True)


def _done(request: StaffRequest, one: Source, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("federation:source", source_id=one.id)
