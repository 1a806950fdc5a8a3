from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, page_of
from seawall.material import actions, policy, queries
from seawall.material.forms import ListForm, MatchingForm, chosen
from seawall.material.models import List
from seawall.material.states import EntryState, HandlingCode, VoteReason, WithdrawalReason


@require_safe
def lists(request: StaffRequest) -> HttpResponse:
    return _lists(request, ListForm())


@require_POST
def open_list(request: StaffRequest) -> HttpResponse:
    form = ListForm(request.POST)
    if not policy.may_open_list(request.actor):
        raise Refused
    if form.is_valid():
        try:
            handling = HandlingCode(form.cleaned_data["handling"])
            opened = actions.open_list(form.cleaned_data["name"], handling=handling, actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return redirect("material:list", list_id=opened.id)
    return _lists(request, form)


def _lists(request: StaffRequest, form: ListForm) -> HttpResponse:
    context = {
        "lists": queries.lists_for(request.actor),
        "form": form if policy.may_open_list(request.actor) else None,
    }
    return render(request, "material/lists.html", context, status=422 if form.errors else 200)


@require_safe
def list_page(request: StaffRequest, list_id: str) -> HttpResponse:
    one = queries.one_list_for(request.actor, list_id)
    return _list_page(request, one, MatchingForm.of(one))


def _list_page(request: StaffRequest, one: List, form: MatchingForm) -> HttpResponse:
    state = request.GET.get("state", "")
    entries = queries.entries_for(request.actor, one)
    if state in EntryState.values:
        entries = entries.filter(state=state)
    context = {
        "list": one,
        "state": state,
        "states": EntryState,
        "page": page_of(request, entries, order=NEWEST_FIRST),
        "can_share": policy.may_share(request.actor, one),
        "can_vote": policy.may_vote(request.actor, one),
        "vote_reasons": VoteReason.choices,
        "withdrawal_reasons": WithdrawalReason.choices,
        "matching_form": form if policy.may_set_matching(request.actor, one) else None,
    }
    return render(request, "material/list.html", context, status=422 if form.errors else 200)


@require_POST
def set_matching(request: StaffRequest, list_id: str) -> HttpResponse:
    one = queries.one_list_for(request.actor, list_id)
    if not policy.may_set_matching(request.actor, one):
        raise Refused
    form = MatchingForm(request.POST)
    if not form.is_valid():
        return _list_page(request, one, form)
    actions.set_matching(one, **form.chosen(), actor=request.actor)
    messages.success(request, _("Every process of this node matches by it from now on."))
    return redirect("material:list", list_id=one.id)


@require_POST
def propose_entry(request: StaffRequest, item_id: str) -> HttpResponse:
    item = queries.one_item_for(request.actor, item_id)
    one = queries.one_list_for(request.actor, request.POST.get("list", ""))
    actions.propose_entry(item, one, actor=request.actor)
    messages.success(request, _("Proposed. Another person, a reviewer, decides whether it is shared."))
    return redirect("material:item", item_id=item.id)


@require_POST
def share_entry(request: StaffRequest, entry_id: str) -> HttpResponse:
    entry = actions.share_entry(queries.one_entry_for(request.actor, entry_id), actor=request.actor)
    messages.success(request, _("The entry is shared."))
    return redirect("material:list", list_id=entry.list_id)


@require_POST
def withdraw_entry(request: StaffRequest, entry_id: str) -> HttpResponse:
    entry = queries.one_entry_for(request.actor, entry_id)
    because = chosen(WithdrawalReason, request.POST.get("because", ""))
    actions.withdraw_entry(entry, because, actor=request.actor)
    messages.success(
        request, _("The entry is withdrawn. A tombstone stays, so that all who took it over learn of it.")
    )
    return redirect("material:list", list_id=entry.list_id)


@require_POST
def vote_entry(request: StaffRequest, entry_id: str) -> HttpResponse:
    entry = queries.one_entry_for(request.actor, entry_id)
    actions.vote_entry(entry, chosen(VoteReason, request.POST.get("reason", "")), actor=request.actor)
    messages.success(request, _("Your vote is counted. Voting again replaces it."))
    return redirect("material:list", list_id=entry.list_id)
