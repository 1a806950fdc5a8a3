from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.core.paging import RANKED, page_of
from seawall.operations import actions, queries
from seawall.operations.forms import FilterForm
from seawall.operations.models import Account, Operation
from seawall.operations.persons.forms import GiveForm, TakeForm
from seawall.operations.persons.reading import person_of_account
from seawall.operations.ranking import weights_of, whole, why
from seawall.operations.states import Purpose

# Of the accounts with which somebody comes to a form; how many more there are is said.
MOST_SHOWN = 20


@require_safe
def accounts(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    sites, counts = queries.sites_for(request.actor, operation), queries.counts_for(request.actor, operation)
    form = FilterForm(sites, list(counts), request.GET)
    chosen = form.chosen()
    found = queries.ranked_accounts_for(request.actor, operation, chosen)
    page = page_of(request, found, order=RANKED, keep=queries.kept_for(request.actor, chosen))
    twice = queries.elsewhere_among(request.actor, page.rows)
    weights = weights_of(request.actor.agency_id)
    context = {
        "operation": operation,
        "form": form,
        "page": page,
        "rows": [(row, why(row, weights), row.pk in twice, _country(row)) for row in whole(page.rows)],
        "total": sum(counts.values()),
        "chosen": chosen != queries.AccountFilter(),
    }
    return render(request, "operations/accounts.html", context)


@require_safe
def account(request: StaffRequest, account_id: str) -> HttpResponse:
    return account_page(request, queries.one_account_for(request.actor, account_id))


@require_POST
def reveal_account(request: StaffRequest, account_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the values stand in no address and no history."""
    one = queries.one_account_for(request.actor, account_id)
    revealed = actions.reveal_account(one, _purpose(request.POST.get("purpose", "")), actor=request.actor)
    return account_page(request, one, revealed)


def _purpose(code: str) -> Purpose:
    if code not in Purpose.values:
        raise Invalid({"purpose": Invalid.message})
    return Purpose(code)


def account_page(
    request: StaffRequest,
    one: Account,
    revealed: actions.Revealed | None = None,
    *,
    sent: forms.Form | None = None,
) -> HttpResponse:
    """`sent` is the form about whose it is, where it was wrong."""
    weights = weights_of(request.actor.agency_id)
    reasons = why(one, weights)
    hints = one.hints.order_by("-confidence", "country", "source")
    context = {
        "account": one,
        "revealed": revealed,
        "score": sum(reason.points for reason in reasons),
        "why": reasons,
        "country": _country(one),
        "hints": [(hint, country_name(hint.country)) for hint in hints],
        "identifiers": one.identifiers.order_by("kind", "id"),
        "elsewhere": queries.seen_elsewhere_for(request.actor, one),
        "purposes": Purpose.choices,
        "person": person_of_account(request.actor, one),
        "give_form": sent if isinstance(sent, GiveForm) else GiveForm(),
        "take_form": sent if isinstance(sent, TakeForm) else TakeForm(),
        "form": sent,
    }
    return render(request, "operations/account.html", context, status=422 if sent else 200)


def picked_accounts(request: StaffRequest, operation: Operation) -> list[Account]:
    """Those with which somebody comes to a form: from the page of an account, or ticked on the list."""
    return queries.picked_accounts_for(request.actor, operation, request.GET.getlist("account"))


def picked_account(request: StaffRequest, operation: Operation) -> tuple[list[Account], str]:
    """For a form about one account: what it came with, and the word for it. What was sent stands in the form."""
    picked = picked_accounts(request, operation)[:1] if request.method != "POST" else []
    [word] = queries.shortest_names_for(request.actor, operation, picked) or [""]
    return picked, word


def shown_of(request: StaffRequest, operation: Operation, chosen: Sequence[Account]) -> dict[str, Any]:
    """For parts/picked.html."""
    first = queries.picked_accounts_for(request.actor, operation, [one.pk for one in chosen[:MOST_SHOWN]])
    return {
        "picked": [(one, _country(one)) for one in first],
        "further": max(0, len(chosen) - MOST_SHOWN),
    }


def _country(one: Account) -> str:
    return country_name(one.country) if one.country else ""
