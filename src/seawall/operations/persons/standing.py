"""What the deeds on a person share: the lock, what an agency may touch, the line of the history. Called inside the deeds."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.codes import is_country
from seawall.core.days import fault_of_past
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.keys import seal
from seawall.operations import policy, scope
from seawall.operations.models import Account, Person, PersonAccount, PersonChange
from seawall.operations.persons.words import LONGEST_WORDS, PersonChangeKind

NAME = "operations.person"


def locked(actor: Actor, person: Person) -> Person:
    """An open person within the actor's part, under its lock."""
    found = Person.objects.select_for_update().get(pk=person.pk)
    if not policy.may_work_on_persons(actor) or not is_seen(actor, found):
        raise Refused
    must_be_open(found)
    return found


def is_seen(actor: Actor, person: Person) -> bool:
    return Person.objects.filter(scope.persons_of(actor.agency_id), pk=person.pk).exists()


def must_be_open(person: Person) -> None:
    if not person.is_open:
        raise WrongState(_("This person was merged into another. Work on that one, or undo the merging."))


def write_change(person: Person, kind: PersonChangeKind, *, actor: Actor, **more: Any) -> PersonChange:
    """With all that holds of the person now."""
    return PersonChange.objects.create(
        person=person,
        kind=kind,
        reached=list(person.reached),
        country=person.country,
        youth=person.youth,
        merged_into_id=person.merged_into_id,
        by_id=actor.id,
        **{"on": clock.now().date(), **more},
    )


def give(person: Person, account: Account) -> None:
    if PersonAccount.objects.filter(account=account).exists():
        raise Invalid({"account": _("This account belongs to a person already. Take it away there first.")})
    PersonAccount.objects.create(person=person, account=account)


def own_account(actor: Actor, operation_id: str, account_id: str) -> Account:
    """Of this operation, and within the actor's part."""
    mine = Account.objects.select_for_update().filter(operation_id=operation_id, pk=account_id)
    found = mine.filter(scope.accounts_of(actor.agency_id)).first()
    if found is None:
        raise Invalid({"account": _("Choose an account of this operation that your agency sees.")})
    return found


def checked_words(words: str) -> str:
    if len(words.strip()) > LONGEST_WORDS:
        raise Invalid({"words": _("Please say it in at most 500 letters.")})
    return words.strip()


def check_country(country: str) -> None:
    if country and not is_country(country):
        raise Invalid({"country": _("This is not the two-letter code of a country, such as DE.")})


def check_past(name: str, day: date) -> None:
    if fault := fault_of_past(day):
        raise Invalid({name: fault})


def sealed_name(name: str) -> str:
    return seal(NAME, " ".join(name.split())) if name.strip() else ""
