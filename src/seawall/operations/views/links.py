"""Which accounts may be one person's: suggested with evidence, answered by a person."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.core.paging import EDGE, RANKED, page_of
from seawall.core.templatetags.look import grouped
from seawall.operations import actions, policy
from seawall.operations.linking import queries
from seawall.operations.linking.words import evidence_of
from seawall.operations.models import Link
from seawall.operations.queries import one_operation_for
from seawall.operations.states import LinkSearchState, LinkState
from seawall.operations.views.operations import led

# Seconds until the page looks again by itself while accounts are compared.
AGAIN = 4


@require_safe
def links(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = one_operation_for(request.actor, operation_id)
    leads = policy.may_lead(request.actor, operation)
    state = _state(request.GET.get("state", ""))
    page = page_of(request, queries.links_for(request.actor, operation).filter(state=state), order=RANKED)
    search = queries.link_search_for(request.actor, operation)
    stopped = search is not None and queries.has_stopped(search)
    counts = queries.link_counts_for(request.actor, operation)
    legs = queries.legs_for(request.actor, operation, page.rows)
    context = {
        "operation": operation,
        "leads": leads,
        "state": state,
        "states": [(one, counts[one]) for one in LinkState],
        "search": search,
        "stopped": stopped,
        "page": page,
        "rows": [
            (link, evidence_of(link, legs, leads=leads), _who(request, link, leads)) for link in page.rows
        ],
        "edge": request.GET.get("after", ""),
        "answers": [one for one in LinkState if one is not LinkState.SUGGESTED],
    }
    reply = render(request, "operations/links.html", context)
    if search is not None and search.state == LinkSearchState.ASKED and not stopped:
        reply["Refresh"] = str(AGAIN)
    return reply


@require_POST
def find_links(request: StaffRequest, operation_id: str) -> HttpResponse:
    search = actions.find_links(led(request, operation_id), actor=request.actor)
    return redirect("operations:links", operation_id=search.operation_id)


@require_POST
def answer_link(request: StaffRequest, link_id: str) -> HttpResponse:
    link = queries.one_link_for(request.actor, link_id)
    answer = _answer(request.POST.get("answer", ""))
    resting = queries.resting_on_for(request.actor, link).count() if answer is LinkState.REJECTED else 0
    actions.answer_link(link, answer, actor=request.actor)
    messages.success(request, _("Your answer is kept: %(answer)s.") % {"answer": answer.label})
    if resting:
        messages.info(request, _withdrawn(resting))
    edge = request.POST.get("after", "")
    asked = f"?{urlencode({'after': edge})}" if EDGE.fullmatch(edge) else ""
    return redirect(f"{reverse('operations:links', args=[link.operation_id])}{asked}")


def _withdrawn(number: int) -> str:
    """Of those that they saw."""
    said = ngettext(
        "%(number)s suggestion that rested on this pair is withdrawn.",
        "%(number)s suggestions that rested on this pair are withdrawn.",
        number,
    )
    return said % {"number": grouped(number)}


def _state(code: str) -> LinkState:
    return LinkState(code) if code in LinkState.values else LinkState.SUGGESTED


def _answer(code: str) -> LinkState:
    if code not in (LinkState.CONFIRMED, LinkState.REJECTED):
        raise Invalid({"answer": Invalid.message})
    return LinkState(code)


def _who(request: StaffRequest, link: Link, leads: bool) -> str:
    """Who else works on an operation is the lead's to say."""
    if link.decided_by is None:
        return ""
    ours = link.decided_by.agency_id == request.actor.agency_id
    return link.decided_by.name if leads or ours else _("another agency")
