from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.form_fields import TellingForm
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, first_of, page_of
from seawall.operations import actions, policy, queries
from seawall.operations.forms import FilterForm
from seawall.operations.models import Operation, Request
from seawall.operations.requesting import radar
from seawall.operations.requesting.forms import AnswerForm, DraftForm, ReceiptForm, SentForm
from seawall.operations.requesting.rules import rules
from seawall.operations.requesting.states import MOST_ACCOUNTS, STEPS, RequestState


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
    form = DraftForm(request.POST or None, accounts=_chosen(request, operation))
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.draft_request(operation, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Drafted. Nothing was sent: note here when it has left."))
    context = {"operation": operation, "form": form, "rules": rules().values()}
    status = 422 if form.errors else 200
    return render(request, "operations/draft_request.html", context, status=status)


def _chosen(request: StaffRequest, operation: Operation) -> list[str]:
    """One account, or those that the list of accounts was filtered to; of an unfiltered list none."""
    if "account" in request.GET:
        return [queries.one_account_for(request.actor, request.GET["account"]).id]
    sites, counts = queries.sites_for(request.actor, operation), queries.counts_for(request.actor, operation)
    chosen = FilterForm(sites, list(counts), request.GET).chosen()
    if chosen == queries.AccountFilter():
        return []
    found = queries.ranked_accounts_for(request.actor, operation, chosen)
    return [one.id for one in first_of(found, MOST_ACCOUNTS, queries.kept_for(request.actor, chosen))]


@require_safe
def request_(request: StaffRequest, request_id: str) -> HttpResponse:
    return _page(request, radar.one_request_for(request.actor, request_id))


@require_POST
def send_request(request: StaffRequest, request_id: str) -> HttpResponse:
    one, form = radar.one_request_for(request.actor, request_id), SentForm(request.POST)
    if form.is_valid():
        try:
            actions.send_request(one, form.cleaned_data["at"], actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Noted. Its end stands among the deadlines."))
    return _page(request, one, sent=form)


@require_POST
def acknowledge_request(request: StaffRequest, request_id: str) -> HttpResponse:
    one, form = radar.one_request_for(request.actor, request_id), ReceiptForm(request.POST)
    if form.is_valid():
        try:
            actions.acknowledge_request(one, form.receipt(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("The receipt is noted."))
    return _page(request, one, receipt=form)


@require_POST
def answer_request(request: StaffRequest, request_id: str) -> HttpResponse:
    one, form = radar.one_request_for(request.actor, request_id), AnswerForm(request.POST)
    if form.is_valid():
        answer, ground = form.given()
        try:
            actions.answer_request(one, answer, ground=ground, actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("The answer is noted."))
    return _page(request, one, answer=form)


@require_POST
def renew_request(request: StaffRequest, request_id: str) -> HttpResponse:
    old = radar.one_request_for(request.actor, request_id)
    one = actions.draft_renewal(old, actor=request.actor)
    return _done(request, one, _("The renewal is drafted. The old term stands until it is sent."))


@require_POST
def end_request(request: StaffRequest, request_id: str) -> HttpResponse:
    one = actions.end_request(radar.one_request_for(request.actor, request_id), actor=request.actor)
    return _done(request, one, _("Ended. It stands on no list of deadlines any more."))


def _page(request: StaffRequest, one: Request, **typed: TellingForm) -> HttpResponse:
    mine = policy.may_follow_up(request.actor, one)
    steps = STEPS[RequestState(one.state)] if mine else frozenset()
    forms = {
        "sent": SentForm() if RequestState.SENT in steps else None,
        "receipt": ReceiptForm() if RequestState.ACKNOWLEDGED in steps else None,
        "answer": AnswerForm() if RequestState.ANSWERED in steps else None,
    }
    context = {
        "one": one,
        "country": country_name(one.country),
        "mine": mine,
        "may_end": RequestState.ENDED in steps,
        "deadline": radar.deadline_of(request.actor, one),
        "accounts": queries.accounts_for(request.actor)
        .filter(pk__in=one.accounts.values("pk"))
        .order_by("id"),
        "renewals": one.renewals.order_by("id"),
        **forms,
        **typed,
    }
    return render(request, "operations/request.html", context, status=422 if typed else 200)


def _done(request: StaffRequest, one: Request, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("operations:request", request_id=one.id)
