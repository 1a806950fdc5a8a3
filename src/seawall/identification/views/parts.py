"""The page of a series, from whichever deed one comes back to it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise

from seawall.core.pages import StaffRequest
from seawall.core.paging import page_of
from seawall.identification import policy, queries
from seawall.identification.forms import CLAIM_WORDS, ClaimForm, LookForm, MergeForm, SplitForm, VictimForm
from seawall.identification.models import Series
from seawall.people.queries import own_agency

SHOWN_CHANGES = 50


def series_page(
    request: StaffRequest,
    series: Series,
    *,
    sent: forms.Form | None = None,
    fault: str | Promise = "",
) -> HttpResponse:
    """`sent` is the form that was wrong, which is shown as it was filled in; `fault` is about what was ticked."""
    actor, here = request.actor, reverse("identification:series", args=[series.id])
    claim = queries.running_claim_of(series)
    context: dict[str, Any] = {
        "series": series,
        "page": page_of(request, queries.items_in(series), path=here),
        "count": queries.row_facts([series])[series.id].items,
        "victims": series.victims.order_by("id"),
        "cards": queries.cards_of(series),
        "suggested": queries.count_of_suggestions(series),
        "claim": claim,
        "may_renew": bool(claim and policy.may_renew(actor, claim)),
        "days": CLAIM_WORDS,
        "pointers": queries.pointers_beside(actor, series),
        "looks": list(queries.looks_at(series)),
        "history": list(queries.history_of(series)[:SHOWN_CHANGES]),
        "fault": fault,
        "form": sent,
    }
    status = 422 if fault or (sent and sent.errors) else 200
    return render(request, "identification/series.html", context | _forms(request, sent), status=status)


def _forms(request: StaffRequest, sent: forms.Form | None) -> dict[str, forms.Form]:
    made = {
        "claim_form": ClaimForm(initial={"contact": own_agency(request.actor).contact_email}),
        "merge_form": MergeForm(prefix="merge"),
        "split_form": SplitForm(prefix="split"),
        "victim_form": VictimForm(),
        "look_form": LookForm(prefix="look"),
    }
    return {name: sent if type(sent) is type(form) else form for name, form in made.items()}
