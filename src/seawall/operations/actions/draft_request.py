from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.operations import policy, scope
from seawall.operations.models import Account, Operation, Request
from seawall.operations.requesting.ends import zone_of
from seawall.operations.requesting.fitting import faults_between
from seawall.operations.requesting.rules import rules
from seawall.operations.requesting.states import (
    LONGEST_ADDRESSEE,
    LONGEST_REFERENCE,
    MOST_ACCOUNTS,
    RequestTerms,
)


@action
def draft_request(operation: Operation, terms: RequestTerms, *, actor: Actor) -> Request:
    """Note what shall be asked of whom, for accounts that the actor sees. Nothing is sent."""
    seen = Operation.objects.filter(scope.operations_of(actor.agency_id), pk=operation.pk)
    if not policy.may_ask(actor) or not seen.exists():
        raise Refused
    named = Account.objects.filter(pk__in=terms.accounts[: MOST_ACCOUNTS + 1])
    here = Account.objects.filter(scope.accounts_of(actor.agency_id), operation=operation)
    accounts = scope.only_seen(named, here)
    faults = {**_faults_of(terms), **_faults_of_accounts(terms, accounts.count())}
    if faults:
        raise Invalid(faults)
    rule = rules()[terms.instrument]
    one = Request.objects.create(
        owner_id=actor.agency_id,
        operation=operation,
        number=len(set(terms.accounts)),
        aim=rule.aim,
        instrument=rule.code,
        rule_version=rule.version,
        addressee=_one_line(terms.addressee),
        country=terms.country,
        zone=zone_of(terms.country),
        reference=_one_line(terms.reference),
        last_day=terms.last_day,
        drafted_by_id=actor.id,
    )
    one.accounts.set(accounts)
    record(
        "operations.request_drafted",
        actor=actor,
        subject=one,
        operation=operation.id,
        instrument=rule.code,
        version=rule.version,
        country=one.country,
        accounts=one.number,
    )
    return one


def _faults_of(terms: RequestTerms) -> dict[str, Sentence]:
    faults: dict[str, Sentence] = {}
    rule = rules().get(terms.instrument)
    if rule is None:
        faults["instrument"] = _("Choose an instrument of the list.")
    if not 0 < len(_one_line(terms.addressee)) <= LONGEST_ADDRESSEE:
        faults["addressee"] = _("Name the provider or the authority, in at most 120 letters.")
    if len(_one_line(terms.reference)) > LONGEST_REFERENCE:
        faults["reference"] = _("A reference has at most 60 letters.")
    if not is_country(terms.country):
        faults["country"] = _("Choose a country of the list.")
    return {**faults_between(rule, terms.country, terms.last_day), **faults} if rule else faults


def _faults_of_accounts(terms: RequestTerms, seen: int) -> dict[str, Sentence]:
    asked = len(set(terms.accounts))
    if not 0 < asked <= MOST_ACCOUNTS:
        return {"accounts": _("Name at least one account and at most 1,000.")}
    if seen != asked:
        return {"accounts": _("One of these is no account of this operation that you see.")}
    return {}


def _one_line(text: str) -> str:
    return " ".join(text.split())
