"""Reads of persons, for a viewer: of another agency's operation those of the viewer's part, with the accounts that the viewer sees."""

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.core.neutral_codes import as_written
from seawall.operations import policy, scope
from seawall.operations.models import Account, Charge, Link, Operation, Person, PersonChange
from seawall.operations.queries import accounts_for
from seawall.operations.states import LinkState


def persons_for(actor: Actor) -> QuerySet[Person]:
    if not policy.may_work_on_persons(actor):
        raise Refused
    return Person.objects.filter(scope.persons_of(actor.agency_id))


def persons_of_operation(actor: Actor, operation: Operation) -> QuerySet[Person]:
    """Those that are nobody else by now, each with the number of the accounts that the viewer sees."""
    seen = Exists(accounts_for(actor).order_by().filter(pk=OuterRef("holdings__account_id")))
    found = persons_for(actor).filter(operation=operation, merged_into=None)
    return found.annotate(account_count=Count("holdings", filter=seen))


def one_person_for(actor: Actor, person_id: str) -> Person:
    found = persons_for(actor).filter(pk=checked_id(person_id, "per"))
    person = found.select_related("operation__owner", "merged_into").first()
    if person is None:
        raise NotFound
    return person


def open_person_by_code(actor: Actor, operation_id: str, text: str) -> Person | None:
    """As somebody typed it."""
    mine = persons_for(actor).filter(operation_id=operation_id, code=as_written(text), merged_into=None)
    return mine.first()


def person_of_account(actor: Actor, account: Account) -> Person | None:
    return persons_for(actor).filter(holdings__account=account).first()


def accounts_of(actor: Actor, person: Person) -> Sequence[Account]:
    mine = scope.only_seen(Account.objects.filter(holding__person=person), accounts_for(actor))
    return list(mine.select_related("site").order_by("id"))


def accounts_linked_to(actor: Actor, accounts: Sequence[Account]) -> Sequence[tuple[Account, Person | None]]:
    """By somebody's word the same person's as one of these, and not among them; each with whose it is by now, as far as the viewer sees."""
    ids = {one.id for one in accounts}
    mine = Link.objects.filter(scope.through_all_accounts(actor.agency_id), state=LinkState.CONFIRMED)
    pairs = mine.filter(Q(one__in=ids) | Q(other__in=ids)).values_list("one_id", "other_id")
    beside = {end for pair in pairs for end in pair} - ids
    found = Account.objects.filter(pk__in=beside).select_related("site", "holding").order_by("id")
    persons = persons_for(actor).filter(holdings__account__in=beside).in_bulk()
    return [(one, persons.get(one.holding.person_id) if hasattr(one, "holding") else None) for one in found]


def one_charge_for(actor: Actor, charge_id: str) -> Charge:
    found = Charge.objects.filter(person__in=persons_for(actor), pk=checked_id(charge_id, "chr"))
    charge = found.select_related("person").first()
    if charge is None:
        raise NotFound
    return charge


def one_merging_for(actor: Actor, change_id: str) -> PersonChange:
    found = PersonChange.objects.filter(person__in=persons_for(actor), pk=checked_id(change_id, "pch"))
    change = found.select_related("person", "other").first()
    if change is None:
        raise NotFound
    return change


def history_of(person: Person) -> Sequence[PersonChange]:
    """What was done to this person, and the mergings with it; the newest first. Of a person that the viewer was let to."""
    both = PersonChange.objects.filter(Q(person=person) | Q(other=person))
    return list(both.select_related("person", "other", "by", "undone_by").order_by("-id")[:100])
