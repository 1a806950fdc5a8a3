from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.operations.models import Account, Person, PersonAccount
from seawall.operations.persons.standing import checked_words, locked, own_account, write_change
from seawall.operations.persons.words import PersonChangeKind


@action
def take_account(person: Person, account: Account, *, words: str, actor: Actor) -> Person:
    """It is not this person's after all. The account stays."""
    person = locked(actor, person)
    account = own_account(actor, person.operation_id, account.id)
    words = checked_words(words)
    if not words:
        raise Invalid({"words": _("Say why it is not this person's. Others have to understand it later.")})
    gone, _by_kind = PersonAccount.objects.filter(person=person, account=account).delete()
    if not gone:
        raise WrongState
    write_change(person, PersonChangeKind.TAKEN, accounts=[account.id], words=words, actor=actor)
    record("operations.account_taken_away", actor=actor, subject=person, account=account.id)
    return person
