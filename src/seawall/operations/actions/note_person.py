from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.neutral_codes import new_code
from seawall.operations import policy, scope
from seawall.operations.models import Operation, Person
from seawall.operations.persons.standing import (
    check_country,
    checked_words,
    give,
    is_seen,
    own_account,
    sealed_name,
    write_change,
)
from seawall.operations.persons.words import PERSON, PersonChangeKind, PersonState, PersonTerms


@action
def note_person(operation: Operation, terms: PersonTerms, *, actor: Actor) -> Person:
    """Somebody may be behind what was seen: a code, and nothing said yet but that."""
    mine = Operation.objects.filter(scope.operations_of(actor.agency_id), pk=operation.pk)
    if not policy.may_work_on_persons(actor) or not mine.exists():
        raise Refused
    check_country(terms.country)
    account = own_account(actor, operation.id, terms.account_id) if terms.account_id else None
    person = Person.objects.create(
        owner_id=operation.owner_id,
        operation=operation,
        code=new_code(PERSON, lambda code: Person.objects.filter(code=code).exists()),
        name=sealed_name(terms.name),
        country=terms.country,
        youth=terms.youth,
        reached=[PersonState.NOTED],
    )
    if account:
        give(person, account)
    if not is_seen(actor, person):
        raise Invalid(
            {"country": _("Choose a country of your agency's part, or begin at one of its accounts.")}
        )
    accounts = [account.id] if account else []
    words = checked_words(terms.words)
    write_change(person, PersonChangeKind.NOTED, accounts=accounts, words=words, actor=actor)
    record("operations.person_noted", actor=actor, subject=person, operation=operation.id, accounts=accounts)
    return person
