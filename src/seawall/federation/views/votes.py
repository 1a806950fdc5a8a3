from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seawall.core.errors import Invalid, NotFound, Refused
from seawall.core.pages import StaffRequest
from seawall.federation import actions, policy, queries
from seawall.federation.forms import ReasonsForm
from seawall.federation.models import Source


@require_POST
def switch_voting_on(request: StaffRequest, source_id: str) -> HttpResponse:
    one = queries.one_source_for(request.actor, source_id)
    actions.switch_voting_on(one, actor=request.actor)
    return _done(
        request, one.id, _("Switched on. What people here have found goes to the source from now on.")
    )


@require_POST
def switch_voting_off(request: StaffRequest, source_id: str) -> HttpResponse:
    one = queries.one_source_for(request.actor, source_id)
    actions.switch_voting_off(one, actor=request.actor)
    return _done(request, one.id, _("Switched off. What stands there stands; what waits is kept."))


@require_http_methods(["GET", "HEAD", "POST"])
def name_reasons(request: StaffRequest, source_id: str) -> HttpResponse:
    one = _switchable(request, source_id)
    voting = queries.voting_of(one)
    if voting is None:
        raise NotFound
    sent = request.POST if request.method == "POST" else None
    form = ReasonsForm(voting.offered, sent, initial=voting.meanings)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_reasons(one, form.meanings(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one.id, _("Kept. Votes that waited for this go on their way."))
    context = {"form": form, "source": one, "voting": voting}
    return render(request, "federation/name_reasons.html", context, status=422 if form.errors else 200)


@require_POST
def retry_votes(request: StaffRequest, source_id: str) -> HttpResponse:
    one = queries.one_source_for(request.actor, source_id)
    number = actions.retry_votes(one, actor=request.actor)
    sentence = ngettext("%(number)s vote is sent again.", "%(number)s votes are sent again.", number)
    return _done(request, one.id, sentence % {"number": number})


@require_POST
def leave_vote(request: StaffRequest, vote_id: str) -> HttpResponse:
    vote = queries.one_vote_for(request.actor, vote_id)
    actions.leave_vote(vote, actor=request.actor)
    return _done(request, vote.source_id, _("Left. Should people here find something else, it is sent."))


def _switchable(request: StaffRequest, source_id: str) -> Source:
    one = queries.one_source_for(request.actor, source_id)
    if not policy.may_switch_voting(request.actor, one):
        raise Refused
    return one


def _done(request: StaffRequest, source_id: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("federation:source", source_id=source_id)
