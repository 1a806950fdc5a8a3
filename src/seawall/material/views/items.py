from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core.pages import StaffRequest
from seawall.core.paging import page_of
from seawall.material import policy, queries
from seawall.material.comparison import facts_of, laws_of
from seawall.material.forms import HoldForm, ProposeForm
from seawall.material.models import Item, Opinion
from seawall.material.states import MAY_BE_ASSESSED, ItemState, Purpose


@require_safe
def items(request: StaffRequest) -> HttpResponse:
    state = request.GET.get("state", ItemState.WAITING)
    state = state if state in ItemState.values else ItemState.WAITING
    found = queries.items_for(request.actor).filter(state=state)
    context = {
        "state": state,
        "states": ItemState,
        "page": page_of(request, found),
        "can_assess": policy.is_assessor(request.actor),
    }
    return render(
        request, "material/items.html", context | {"views_avoided": queries.views_avoided_for(request.actor)}
    )


@require_safe
def item(request: StaffRequest, item_id: str) -> HttpResponse:
    found = queries.one_item_for(request.actor, item_id)
    opinions = list(queries.opinions_for(request.actor, found))
    standing = [opinion for opinion in opinions if opinion.stands]
    verdicts = queries.verdicts_for(request.actor, found)
    context = {
        "item": found,
        "blind": not queries.may_see_opinions(request.actor, found),
        "opinions": opinions,
        "standing": standing,
        "facts": facts_of(standing),
        "laws": laws_of(standing, verdicts) if verdicts else [],
        "statements": queries.statements_for(request.actor, found),
        "past_verdicts": queries.past_verdicts_for(request.actor, found),
        "why": _why(request, found),
        "fingerprints": found.fingerprints.order_by("kind"),
        "holdings": found.holdings.select_related("agency"),
        "exact": queries.exact_matches_for(request.actor, found),
        "near": queries.near_matches_for(request.actor, found),
        "not_same": queries.not_same_for(request.actor, found),
        "harmless": queries.harmless_lists_of(found),
        "entries": queries.entries_of_item_for(request.actor, found),
        "purposes": Purpose.choices,
    }
    return render(
        request, "material/item.html", context | _deeds(request, found, own=_own(request, standing))
    )


def _why(request: StaffRequest, item: Item) -> queries.WhyKnown | None:
    """Not while somebody is asked to look: then "nobody has to" would be wrong, and not before a blind opinion."""
    asked = item.second_opinion_asked_at or not queries.may_see_opinions(request.actor, item)
    return None if asked else queries.why_known_for(request.actor, item)


def _own(request: StaffRequest, standing: list[Opinion]) -> Opinion | None:
    return next((opinion for opinion in standing if opinion.author_id == request.actor.id), None)


def _deeds(request: StaffRequest, item: Item, *, own: Opinion | None) -> dict[str, object]:
    """What this person can do with this item now; the actions ask again."""
    actor = request.actor
    confirmed = item.state == ItemState.CONFIRMED and policy.may_propose(actor, item)
    return {
        "own": own,
        "can_assess": item.state in MAY_BE_ASSESSED and not own and policy.may_assess(actor, item),
        "can_settle": item.state == ItemState.DISPUTED and not own and policy.may_settle(actor, item),
        "can_ask": item.state == ItemState.ASSESSED
        and not item.second_opinion_asked_at
        and policy.may_ask_second_opinion(actor, item),
        "can_reveal": policy.may_reveal(actor, item),
        "can_release": item.quarantined_at is not None and policy.may_release(actor, item),
        "can_answer": policy.may_answer_match(actor, item),
        "hold_form": HoldForm(initial={"agency": item.owner_id}) if policy.may_hold(actor, item) else None,
        "propose_form": ProposeForm(actor, item) if confirmed else None,
    }
