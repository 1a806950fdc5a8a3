"""Need to know: which operations and accounts an agency sees. Every read goes through here."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from seawall.operations.models import Participation, Person, PersonAccount, PersonaLink

M = TypeVar("M", bound=Model)


def parts_of(agency_id: str) -> Sequence[Participation]:
    return list(Participation.objects.filter(agency_id=agency_id, ended_at=None))


def operations_of(agency_id: str) -> Q:
    return Q(owner_id=agency_id) | Q(pk__in=[part.operation_id for part in parts_of(agency_id)])


def accounts_of(agency_id: str) -> Q:
    return _seen(agency_id, parts_of(agency_id), "")


def only_seen(found: QuerySet[M], seen: QuerySet[M]) -> QuerySet[M]:
    """Of a few that were found by their ids or by a person, those that are seen. Each is looked up: SQLite, which keeps no counts of values,
    would else begin with all that an owner or an operation has."""
    return found.filter(Exists(seen.order_by().filter(pk=OuterRef("pk"))))


def work_of(agency_id: str) -> Q:
    """What agencies do for an operation: their own, and for the lead what the others do."""
    return Q(owner_id=agency_id) | Q(operation__owner_id=agency_id)


def through_accounts(agency_id: str) -> Q:
    """For records that belong to an account."""
    return _seen(agency_id, parts_of(agency_id), "account__")


def persons_of(agency_id: str) -> Q:
    """Those of its own operations; of others' those of its countries, and those of whom it sees an account."""
    return _persons(agency_id, parts_of(agency_id))


def personas_of(agency_id: str) -> Q:
    """As persons; and those behind which it sees an account or a person."""
    parts = parts_of(agency_id)
    persons = Person.objects.filter(_persons(agency_id, parts))
    behind = _seen(agency_id, parts, "account__") | Q(person__in=persons)
    theirs = PersonaLink.objects.filter(behind, ended_at=None)
    return _of_part(agency_id, parts) | Q(pk__in=theirs.values("persona_id"))


def through_all_accounts(agency_id: str) -> Q:
    """For links: whoever does not see both accounts does not see that there is anything between them, nor whoever does not see the third one
    that holds them together."""
    parts = parts_of(agency_id)
    third = Q(through=None) | _seen(agency_id, parts, "through__")
    return _seen(agency_id, parts, "one__") & _seen(agency_id, parts, "other__") & third


def _persons(agency_id: str, parts: Sequence[Participation]) -> Q:
    theirs = PersonAccount.objects.filter(_seen(agency_id, parts, "account__"))
    return _of_part(agency_id, parts) | Q(pk__in=theirs.values("person_id"))


def _of_part(agency_id: str, parts: Sequence[Participation]) -> Q:
    """Those of its own operations; of others' those of the countries of its part."""
    seen = Q(operation__owner_id=agency_id)
    for part in parts:
        countries = [code for code in part.countries if code]
        seen |= Q(operation_id=part.operation_id, country__in=countries)
    return seen


def _seen(agency_id: str, parts: Sequence[Participation], to: str) -> Q:
    """Those of its own operations; of others' those of the countries and sites of its part. An account whose country is not known is in
    nobody's part by its country."""
    seen = Q(**{f"{to}owner_id": agency_id})
    for part in parts:
        of_it = {f"{to}operation_id": part.operation_id}
        countries = [code for code in part.countries if code]
        if countries:
            seen |= Q(**of_it, **{f"{to}country__in": countries})
        if part.sites:
            seen |= Q(**of_it, **{f"{to}site_id__in": part.sites})
    return seen
