"""Reads of operations, for a viewer: of another agency's operation nothing but the viewer's own part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.core.paging import Keep
from seawall.operations import policy, scope
from seawall.operations.deconflicting.reads import clashes_for as clashes_for
from seawall.operations.deconflicting.reads import one_clash_for as one_clash_for
from seawall.operations.finding import accounts_alike_for as accounts_alike_for
from seawall.operations.finding import accounts_found_for as accounts_found_for
from seawall.operations.finding import measures_found_for as measures_found_for
from seawall.operations.finding import operations_found_for as operations_found_for
from seawall.operations.finding import personas_found_for as personas_found_for
from seawall.operations.finding import persons_found_for as persons_found_for
from seawall.operations.finding import referrals_found_for as referrals_found_for
from seawall.operations.finding import requests_found_for as requests_found_for
from seawall.operations.finding import sites_found_for as sites_found_for
from seawall.operations.linking.queries import links_for as links_for
from seawall.operations.models import (
    Account,
    AccountTable,
    Identifier,
    Operation,
    Participation,
    Request,
    Site,
)
from seawall.operations.naming import accounts_named_for as accounts_named_for
from seawall.operations.naming import shortest_names_for as shortest_names_for
from seawall.operations.pieces import Line, lines_in
from seawall.operations.ranking import Reason as Reason
from seawall.operations.ranking import WhatIf, ranked, weights_of, what_if
from seawall.operations.referring.naming import place_told as place_told
from seawall.operations.referring.reading import CameOf as CameOf
from seawall.operations.referring.reading import awaited_for as awaited_for
from seawall.operations.referring.reading import persons_to_refer as persons_to_refer
from seawall.operations.referring.reading import waiting_at as waiting_at
from seawall.operations.referring.reading import what_came_of as what_came_of
from seawall.operations.referring.safeguards import safeguard_words as safeguard_words
from seawall.operations.requesting.radar import alarms_for as alarms_for
from seawall.operations.requesting.radar import renewals_due as renewals_due
from seawall.operations.requesting.rules import rules as rules
from seawall.operations.states import STRONG, TableState
from seawall.operations.stories import operation_story_for as operation_story_for
from seawall.operations.stories import person_story_for as person_story_for


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Empty: not asked for."""

    site: str = ""
    country: str = ""
    activity: str = ""
    role: str = ""
    elsewhere: bool = False


# Instead of a country: those of which nobody knows it.
NO_COUNTRY = "-"
MOST_ELSEWHERE = 50


def operations_for(actor: Actor) -> QuerySet[Operation]:
    if not policy.may_see(actor):
        raise Refused
    mine = Operation.objects.filter(scope.operations_of(actor.agency_id))
    return mine.select_related("owner", "opened_by").order_by("-id")


def one_operation_for(actor: Actor, operation_id: str) -> Operation:
    operation = operations_for(actor).filter(pk=checked_id(operation_id, "opr")).first()
    if operation is None:
        raise NotFound
    return operation


def parts_for(actor: Actor, operation: Operation) -> Sequence[Participation]:
    """Every part for the lead; for another agency its own: who else works on it is the lead's to say."""
    found = operation.parts.filter(ended_at=None).select_related("agency").order_by("agency__name")
    return list(found if policy.may_lead(actor, operation) else found.filter(agency_id=actor.agency_id))


def one_part_for(actor: Actor, part_id: str) -> Participation:
    if not policy.may_see(actor):
        raise Refused
    mine = Participation.objects.filter(owner_id=actor.agency_id, pk=checked_id(part_id, "prt"))
    part = mine.select_related("operation", "agency").first()
    if part is None:
        raise NotFound
    return part


def sites_for(actor: Actor, operation: Operation) -> Sequence[Site]:
    """For another agency than the lead those of its part, and those on which accounts of its part are."""
    found = operation.sites.order_by("name")
    if not policy.may_lead(actor, operation):
        own = {site for part in parts_for(actor, operation) for site in part.sites}
        on_them = Exists(accounts_for(actor).filter(site_id=OuterRef("pk")))
        found = found.filter(Q(pk__in=own) | on_them)
    return list(found)


def one_led_site_for(actor: Actor, site_id: str) -> Site:
    """A site of an operation that the actor leads."""
    if not policy.may_see(actor):
        raise Refused
    site = Site.objects.select_related("operation").filter(pk=checked_id(site_id, "sit")).first()
    if site is None or not policy.may_lead(actor, site):
        raise NotFound
    return site


def accounts_for(actor: Actor) -> QuerySet[Account]:
    if not policy.may_see(actor):
        raise Refused
    return Account.objects.filter(scope.accounts_of(actor.agency_id))


def ranked_accounts_for(actor: Actor, operation: Operation, chosen: AccountFilter) -> QuerySet[Account]:
    """Those of an operation by the weights of the viewer's agency, the highest first, as `ranked` has them. Which of them are also known
    elsewhere is asked of some at a time, by `kept_for`."""
    found = accounts_for(actor).filter(operation=operation)
    if chosen.site:
        found = found.filter(site_id=chosen.site)
    if chosen.country:
        found = found.filter(country="" if chosen.country == NO_COUNTRY else chosen.country)
    if chosen.activity:
        found = found.filter(activity=chosen.activity)
    if chosen.role:
        found = found.filter(role=chosen.role)
    return ranked(found, weights_of(actor.agency_id))


def what_if_for(actor: Actor, operation: Operation, points: Mapping[Reason, int]) -> WhatIf:
    """What the first accounts of an operation would be by other weights; nothing is kept of them."""
    if not policy.may_weigh(actor):
        raise Refused
    seen = accounts_for(actor).filter(operation=operation)
    return what_if(seen, weights_of(actor.agency_id), points)


def elsewhere(actor: Actor) -> Q:
    """An account at another site that this viewer sees too, alike in its handle or the same in something strong."""
    others = accounts_for(actor).exclude(site_id=OuterRef("site_id")).order_by()
    alike = others.filter(alike=OuterRef("alike"))
    same = Identifier.objects.filter(
        scope.through_accounts(actor.agency_id), digest=OuterRef("digest"), kind=OuterRef("kind")
    ).exclude(account__site_id=OuterRef("account__site_id"))
    shared = Identifier.objects.filter(Exists(same), account_id=OuterRef("pk"), kind__in=STRONG)
    return Q(Exists(alike)) | Q(Exists(shared))


def kept_for(actor: Actor, chosen: AccountFilter) -> Keep | None:
    """None: all of them."""
    if not chosen.elsewhere:
        return None

    def keep(accounts: Sequence[Account]) -> Sequence[Account]:
        known = elsewhere_among(actor, accounts)
        return [account for account in accounts if account.pk in known]

    return keep


def elsewhere_among(actor: Actor, accounts: Sequence[Account]) -> set[str]:
    """Which of these are also known elsewhere."""
    these = Account.objects.filter(elsewhere(actor), pk__in=[account.pk for account in accounts])
    found = scope.only_seen(these, accounts_for(actor))
    return set(found.values_list("pk", flat=True))


def accounts_asked_about_for(actor: Actor, one: Request) -> QuerySet[Account]:
    """Of a request, as far as the viewer sees them."""
    return scope.only_seen(one.accounts.all(), accounts_for(actor)).order_by("id")


def one_account_for(actor: Actor, account_id: str) -> Account:
    found = accounts_for(actor).filter(pk=checked_id(account_id, "acc"))
    account = found.select_related("site", "operation__owner").first()
    if account is None:
        raise NotFound
    return account


def picked_accounts_for(actor: Actor, operation: Operation, ids: Sequence[str]) -> list[Account]:
    """Of one operation, in this order and each once."""
    wanted = list(dict.fromkeys(checked_id(one, "acc") for one in ids))
    mine = accounts_for(actor).filter(operation=operation)
    seen = scope.only_seen(Account.objects.filter(pk__in=wanted), mine).select_related("site").in_bulk()
    if len(seen) != len(wanted):
        raise NotFound
    return [seen[one] for one in wanted]


def seen_elsewhere_for(actor: Actor, account: Account) -> Sequence[Account]:
    """The accounts at other sites that are alike or share something strong, as far as the viewer sees them."""
    others = accounts_for(actor).exclude(site_id=account.site_id)
    # One by one, so that each goes by its index.
    found = set(
        others.filter(alike=account.alike).order_by("pk").values_list("pk", flat=True)[:MOST_ELSEWHERE]
    )
    for kind, digest in account.identifiers.filter(kind__in=STRONG).values_list("kind", "digest"):
        same = others.filter(identifiers__kind=kind, identifiers__digest=digest).order_by("pk")
        found.update(same.values_list("pk", flat=True)[:MOST_ELSEWHERE])
    first = Account.objects.filter(pk__in=sorted(found)[:MOST_ELSEWHERE])
    return list(first.select_related("site", "operation").order_by("id"))


def counts_for(actor: Actor, operation: Operation) -> Mapping[str, int]:
    """How many accounts of each country the viewer sees; the empty code are those whose country is not known."""
    seen = accounts_for(actor).filter(operation=operation).order_by()
    return dict(seen.values_list("country").annotate(Count("pk")))


def tables_for(actor: Actor, operation: Operation) -> Sequence[AccountTable]:
    """The newest; of an agency's own operations alone."""
    mine = AccountTable.objects.filter(owner_id=actor.agency_id, operation=operation)
    return list(mine.select_related("site", "brought_by").order_by("-id")[:20])


def one_table_for(actor: Actor, table_id: str) -> AccountTable:
    if not policy.may_see(actor):
        raise Refused
    mine = AccountTable.objects.filter(owner_id=actor.agency_id, pk=checked_id(table_id, "tbl"))
    table = mine.select_related("site", "operation", "brought_by").first()
    if table is None:
        raise NotFound
    return table


def first_lines_of(table: AccountTable, most: int) -> list[Line]:
    """Of a table that the viewer was let to."""
    first = table.pieces.order_by("number").first()
    return lines_in(first.rows)[:most] if first else []


def refused_lines_of(table: AccountTable) -> Iterator[Line]:
    """Piece by piece: there may be as many as the table has rows."""
    for words in table.pieces.order_by("number").values_list("refused", flat=True).iterator(10):
        yield from lines_in(words)


def table_to_take(actor: Actor, table_id: str) -> AccountTable:
    """For the node itself."""
    table = AccountTable.objects.filter(owner_id=actor.agency_id, pk=table_id).first()
    if table is None or not policy.may_take_pieces(actor, table):
        raise NotFound
    return table


def old_tables(before: datetime) -> Sequence[AccountTable]:
    """Whose words may go, of every agency: for the job that lets them go."""
    resting = Q(state__in=(TableState.BROUGHT, TableState.READY, TableState.TAKEN))
    return list(AccountTable.objects.filter(resting, changed_at__lt=before))
