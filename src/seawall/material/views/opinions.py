from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Refused
from seawall.core.pages import StaffRequest
from seawall.core.paging import page_of
from seawall.material import actions, policy, queries


@require_safe
def second_opinions(request: StaffRequest) -> HttpResponse:
    if not policy.is_assessor(request.actor):
        raise Refused
    page = page_of(request, queries.items_waiting_second_opinion_for(request.actor))
    return render(request, "material/second_opinions.html", {"page": page})


@require_safe
def disputed(request: StaffRequest) -> HttpResponse:
    if not policy.is_reviewer(request.actor):
        raise Refused
    page = page_of(request, queries.disputed_items_for(request.actor))
    return render(request, "material/disputed.html", {"page": page})


@require_POST
def ask_second_opinion(request: StaffRequest, item_id: str) -> HttpResponse:
    item = queries.one_item_for(request.actor, item_id)
    actions.ask_second_opinion(item, actor=request.actor)
    messages.success(
        request, _("A second person is asked and will not see your labels before giving theirs.")
    )
    return redirect("material:item", item_id=item.id)


@require_POST
def withdraw_opinion(request: StaffRequest, opinion_id: str) -> HttpResponse:
    opinion = queries.one_opinion_for(request.actor, opinion_id)
    item = actions.withdraw_opinion(opinion, actor=request.actor)
    messages.success(request, _("Your opinion is withdrawn. The verdicts were computed anew."))
    return redirect("material:item", item_id=item.id)
