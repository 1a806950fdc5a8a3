from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations.models import Account, Person
from seawall.operations.persons.standing import checked_words, give, locked, own_account, write_change
from seawall.operations.persons.words import PersonChangeKind


@action
def give_account(person: Person, account: Account, *, words: str = "", actor: Actor) -> Person:
    """The account is this person's."""
    person = locked(actor, person)
    account = own_account(actor, person.operation_id, account.id)
    give(person, account)
    write_change(
        person, PersonChangeKind.GIVEN, accounts=[account.id], words=checked_words(words), actor=actor
    )
    record("operations.account_given", actor=actor, subject=person, account=account.id)
    return person
