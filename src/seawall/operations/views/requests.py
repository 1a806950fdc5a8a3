from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.form_fields import TellingForm
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, first_of, page_of
from seawall.operations import actions, policy, queries
from seawall.operations.forms import FilterForm
from seawall.operations.models import Account, Operation, Request
from seawall.operations.requesting import radar
from seawall.operations.requesting.forms import AnswerForm, DraftForm, ReceiptForm, SentForm
from seawall.operations.requesting.rules import rules
from seawall.operations.requesting.states import MOST_ACCOUNTS, STEPS, RequestState
from seawall.operations.views.accounts import picked_accounts, shown_of


@require_safe
def requests(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    page = page_of(request, radar.requests_in(request.actor, operation), order=NEWEST_FIRST)
    rows = [(one, country_name(one.country)) for one in page.rows]
    context = {"operation": operation, "page": page, "requests": rows}
    return render(request, "operations/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_request(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    chosen = _chosen(request, operation)
    words = queries.shortest_names_for(request.actor, operation, chosen)
    form = DraftForm(request.actor, operation, request.POST or None, accounts=words)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.draft_request(operation, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Drafted. Nothing was sent: note here when it has left."))
    context = {
        "operation": operation,
        "form": form,
        "rules": rules().values(),
        **shown_of(request, operation, chosen),
    }
    status = 422 if form.errors else 200
    return render(request, "operations/draft_request.html", context, status=status)


def _chosen(request: StaffRequest, operation: Operation) -> list[Account]:
    """Those that were ticked, or to which the list of accounts was filtered; of an unfiltered list none. What was sent stands in the form."""
    if request.method == "POST":
        return []
    if "account" in request.GET:
        return picked_accounts(request, operation)
    sites, counts = queries.sites_for(request.actor, operation), queries.counts_for(request.actor, operation)
    chosen = FilterForm(sites, list(counts), request.GET).chosen()
    if chosen == queries.AccountFilter():
        return []
    found = queries.ranked_accounts_for(request.actor, operation, chosen)
    return first_of(found, MOST_ACCOUNTS, queries.kept_for(request.actor, chosen))


@require_safe
def request_(request: StaffRequest, request_id: str) -> HttpResponse:
    return _page(request, radar.one_request_for(request.actor, request_id))


@dataclass(frozen=True)
class Noting:
    """One thing that a person notes of a request: which step it is, its form on the page, and the deed."""

    step: RequestState
    form: type[TellingForm]
    deed: Callable[[Request, Any, Actor], object]
    title: Promise
    submit: Promise
    said: Promise
    key: str = ""


NOTINGS: Mapping[str, Noting] = {
    "send_request": Noting(
        RequestState.SENT,
        SentForm,
        lambda one, form, actor: actions.send_request(one, form.cleaned_data["at"], actor=actor),
        _("It has left"),
        _("Note it as sent"),
        _("Noted. Its end stands among the deadlines."),
        "s",
    ),
    "acknowledge_request": Noting(
        RequestState.ACKNOWLEDGED,
        ReceiptForm,
        lambda one, form, actor: actions.acknowledge_request(one, form.receipt(), actor=actor),
        _("The addressee has it"),
        _("Note the receipt"),
        _("The receipt is noted."),
    ),
    "answer_request": Noting(
        RequestState.ANSWERED,
        AnswerForm,
        lambda one, form, actor: actions.answer_request(
            one, form.given()[0], ground=form.given()[1], actor=actor
        ),
        _("The addressee has answered"),
        _("Note the answer"),
        _("The answer is noted."),
    ),
}


def _noting(name: str) -> Callable[[StaffRequest, str], HttpResponse]:
    noting = NOTINGS[name]

    @require_POST
    def view(request: StaffRequest, request_id: str) -> HttpResponse:
        one, form = radar.one_request_for(request.actor, request_id), noting.form(request.POST)
        if form.is_valid():
            try:
                noting.deed(one, form, request.actor)
            except Invalid as error:
                form.tell(error)
            else:
                return _done(request, one, noting.said)
        return _page(request, one, wrong=(name, form))

    return view


send_request, acknowledge_request, answer_request = map(_noting, NOTINGS)


@require_POST
def renew_request(request: StaffRequest, request_id: str) -> HttpResponse:
    old = radar.one_request_for(request.actor, request_id)
    one = actions.draft_renewal(old, actor=request.actor)
    return _done(request, one, _("The renewal is drafted. The old term stands until it is sent."))


@require_POST
def end_request(request: StaffRequest, request_id: str) -> HttpResponse:
    one = actions.end_request(radar.one_request_for(request.actor, request_id), actor=request.actor)
    return _done(request, one, _("Ended. It stands on no list of deadlines any more."))


def _page(
    request: StaffRequest, one: Request, *, wrong: tuple[str, TellingForm] | None = None
) -> HttpResponse:
    """`wrong`: what could not be noted, with its form as it was filled in."""
    mine = policy.may_follow_up(request.actor, one)
    steps = STEPS[RequestState(one.state)] if mine else frozenset()
    forms = {name: noting.form() for name, noting in NOTINGS.items() if noting.step in steps}
    forms |= dict([wrong] if wrong else [])
    context = {
        "one": one,
        "country": country_name(one.country),
        "mine": mine,
        "may_end": RequestState.ENDED in steps,
        "deadline": radar.deadline_of(request.actor, one),
        "accounts": queries.accounts_asked_about_for(request.actor, one),
        "renewals": one.renewals.order_by("id"),
        "notings": [
            (NOTINGS[name], reverse(f"operations:{name}", args=[one.id]), form)
            for name, form in forms.items()
        ],
    }
    return render(request, "operations/request.html", context, status=422 if wrong else 200)


def _done(request: StaffRequest, one: Request, sentence: str | Promise) -> HttpResponse:
    messages.success(request, str(sentence))
    return redirect("operations:request", request_id=one.id)
