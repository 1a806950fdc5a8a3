from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import country_name
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.core.neutral_codes import as_written
from seawall.operations import policy, scope
from seawall.operations.models import Account, Operation, Person, Referral
from seawall.operations.referring.addressing import faults_of_days
from seawall.operations.referring.drafting import new_draft
from seawall.operations.referring.states import (
    MOST_ACCOUNTS,
    MOST_PERSONS,
    BatchTerms,
    Grouping,
    ReferralState,
)

NAMED = 5


@action
def draft_referrals(operation: Operation, terms: BatchTerms, *, actor: Actor) -> list[Referral]:
    """A draft for each country, or for each person, of those that were chosen. Nothing is packed and nothing is sent."""
    operation = Operation.objects.select_for_update().get(pk=operation.pk)
    if not policy.may_refer(actor, operation):
        raise Refused
    persons, accounts = _persons(operation, terms), _accounts(operation, terms, actor)
    faults = {**faults_of_days(terms.days), **_faults(terms, persons, accounts)}
    if faults:
        raise Invalid(faults)
    return [
        _draft(operation, country, chosen, terms, actor)
        for country, chosen in _groups(persons, accounts, terms.grouping)
    ]


def _persons(operation: Operation, terms: BatchTerms) -> list[Person]:
    codes = {as_written(code) for code in terms.persons[: MOST_PERSONS + 1]}
    return list(operation.persons.filter(code__in=codes, merged_into=None).order_by("code"))


def _accounts(operation: Operation, terms: BatchTerms, actor: Actor) -> list[Account]:
    named = Account.objects.filter(pk__in=terms.accounts[: MOST_ACCOUNTS + 1])
    here = Account.objects.filter(scope.accounts_of(actor.agency_id), operation=operation)
    return list(scope.only_seen(named, here).order_by("id"))


def _faults(
    terms: BatchTerms, persons: Sequence[Person], accounts: Sequence[Account]
) -> Mapping[str, Sentence]:
    faults: dict[str, Sentence] = {}
    named, ids = {as_written(code) for code in terms.persons}, set(terms.accounts)
    if not named and not ids:
        faults["persons"] = _("Choose at least one person or account.")
    elif len(named) > MOST_PERSONS or len(persons) != len(named):
        faults["persons"] = _("Choose at most 200 persons of this operation who were not merged into others.")
    if len(ids) > MOST_ACCOUNTS or len(accounts) != len(ids):
        faults["accounts"] = _("One of these is no account of this operation, or they are more than 1,000.")
    elif any(not one.country for one in accounts):
        faults["accounts"] = _("Of one of these accounts nobody knows the country yet.")
    nowhere = [one.code for one in persons if not one.country]
    if nowhere:
        faults["persons"] = str(_("Note the country of these first: %(codes)s.")) % {"codes": _some(nowhere)}
    return faults or _told_already(persons)


def _told_already(persons: Sequence[Person]) -> Mapping[str, Sentence]:
    """The same person twice in the same country would be two desks on one door."""
    open_ones = Referral.objects.filter(persons__in=[one.pk for one in persons])
    there = open_ones.exclude(state=ReferralState.CALLED_BACK).values_list("persons__code", "country")
    told = set(there)
    again = [one.code for one in persons if (one.code, one.country) in told]
    if not again:
        return {}
    said = str(_("Already in a referral to their country: %(codes)s. Call that one back first."))
    return {"persons": said % {"codes": _some(again)}}


def _some(codes: Sequence[str]) -> str:
    return ", ".join([*codes[:NAMED], *(["…"] if len(codes) > NAMED else [])])


Chosen = tuple[list[Person], list[Account]]


def _groups(
    persons: Sequence[Person], accounts: Sequence[Account], grouping: Grouping
) -> Iterable[tuple[str, Chosen]]:
    if grouping is Grouping.PERSON:
        yield from ((one.country, ([one], [])) for one in persons)
    by_country: dict[str, Chosen] = defaultdict(lambda: ([], []))
    for person in persons if grouping is Grouping.COUNTRY else ():
        by_country[person.country][0].append(person)
    for account in accounts:
        by_country[account.country][1].append(account)
    yield from sorted(by_country.items(), key=lambda pair: country_name(pair[0]))


def _draft(operation: Operation, country: str, chosen: Chosen, terms: BatchTerms, actor: Actor) -> Referral:
    persons, accounts = chosen
    one = new_draft(operation, country, terms, actor, persons=persons, accounts=accounts)
    record(
        "operations.referral_drafted",
        actor=actor,
        subject=one,
        operation=operation.id,
        country=country,
        domestic=one.is_domestic,
        handling=terms.handling.value,
        persons=[person.id for person in persons],
        accounts=len(accounts),
    )
    return one
