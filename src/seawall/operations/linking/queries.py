"""Reads of links, for a viewer: whoever does not see every account of a link does not see that there is anything between them."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.core.queries import has_given_up
from seawall.operations import policy, scope
from seawall.operations.linking.rows import Pair
from seawall.operations.models import Account, Identifier, Link, LinkSearch, Operation
from seawall.operations.states import LinkSearchState, LinkState


def links_for(actor: Actor, operation: Operation) -> QuerySet[Link]:
    """With `score`, the strongest first; only those of which the viewer sees every account."""
    if not policy.may_see(actor):
        raise Refused
    related = _seen(actor, operation).select_related(
        "one__site", "other__site", "through__site", "decided_by__agency", "operation"
    )
    return related.annotate(score=F("weight")).order_by("-score", "pk")


def link_counts_for(actor: Actor, operation: Operation) -> Mapping[LinkState, int]:
    counted = dict(_seen(actor, operation).order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state.value, 0) for state in LinkState}


def legs_for(actor: Actor, operation: Operation, links: Iterable[Link]) -> Mapping[Pair, Link]:
    """By its two accounts each pair on which one of these links rests, as far as it was kept and is seen."""
    wanted = {leg for link in links for leg in link.legs}
    if not wanted:
        return {}
    ends = [Q(one_id=one, other_id=other) for one, other in wanted]
    return {leg.pair: leg for leg in _seen(actor, operation).filter(reduce(or_, ends))}


def resting_on(link: Link) -> QuerySet[Link]:
    """Suggestions that a pair holds up: one of its accounts is their third, the other one of their two."""
    one, other = link.pair
    over_one = Q(through_id=one) & (Q(one_id=other) | Q(other_id=other))
    over_other = Q(through_id=other) & (Q(one_id=one) | Q(other_id=one))
    return Link.objects.filter(over_one | over_other, state=LinkState.SUGGESTED)


def resting_on_for(actor: Actor, link: Link) -> QuerySet[Link]:
    return resting_on(link).filter(scope.through_all_accounts(actor.agency_id))


def _seen(actor: Actor, operation: Operation) -> QuerySet[Link]:
    """Every account of an operation is its lead's, so for the lead no account is looked at."""
    found = Link.objects.filter(operation=operation)
    if operation.owner_id == actor.agency_id:
        return found
    return found.filter(scope.through_all_accounts(actor.agency_id))


def one_link_for(actor: Actor, link_id: str) -> Link:
    if not policy.may_see(actor):
        raise Refused
    mine = Link.objects.filter(scope.through_all_accounts(actor.agency_id), pk=checked_id(link_id, "lnk"))
    link = mine.select_related("operation").first()
    if link is None:
        raise NotFound
    return link


def link_search_for(actor: Actor, operation: Operation) -> LinkSearch | None:
    """The last; of an agency's own operations alone."""
    mine = LinkSearch.objects.filter(owner_id=actor.agency_id, operation=operation)
    return mine.select_related("asked_by").order_by("-id").first()


def has_stopped(search: LinkSearch) -> bool:
    """It is still awaited, and its job gave up: it goes on when somebody asks again."""
    if search.state != LinkSearchState.ASKED:
        return False
    return has_given_up("seawall.operations.jobs.keep_found_links", search_id=search.id)


def link_search_to_keep(actor: Actor, search_id: str) -> LinkSearch:
    """For the node itself."""
    search = LinkSearch.objects.filter(owner_id=actor.agency_id, pk=search_id).first()
    if search is None or not policy.may_keep_links(actor, search):
        raise NotFound
    return search


def accounts_to_link(actor: Actor, search_id: str) -> Iterable[tuple[str, Any]]:
    """For the node itself: every account of the operation, whosever part it is in."""
    search = link_search_to_keep(actor, search_id)
    every = Account.objects.filter(operation_id=search.operation_id).order_by("pk")
    return every.values_list("pk", "handle").iterator(5000)


def identifiers_to_link(actor: Actor, search_id: str) -> Iterable[tuple[str, str, Any]]:
    search = link_search_to_keep(actor, search_id)
    every = Identifier.objects.filter(account__operation_id=search.operation_id).order_by("pk")
    return every.values_list("account_id", "kind", "value").iterator(5000)


def answers_to_heed(actor: Actor, search_id: str, answer: LinkState) -> Sequence[Pair]:
    """For the node itself: the pairs of which a person has said so."""
    search = link_search_to_keep(actor, search_id)
    said = Link.objects.filter(operation_id=search.operation_id, state=answer)
    return list(said.order_by("pk").values_list("one_id", "other_id"))
