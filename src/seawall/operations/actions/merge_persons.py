from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, Sentence
from seawall.operations import policy
from seawall.operations.models import Person, PersonAccount
from seawall.operations.personas.standing import carry_links
from seawall.operations.persons.standing import checked_words, must_be_open, write_change
from seawall.operations.persons.words import PersonChangeKind


@action
def merge_persons(person: Person, into: Person, *, words: str, actor: Actor) -> Person:
    """The two are one: the accounts go to the other, and `person` says where it went. The lead's deed: it alone sees all accounts."""
    both = {
        one.pk: one
        for one in Person.objects.select_for_update().filter(pk__in=(person.pk, into.pk)).order_by("id")
    }
    person, into = both[person.pk], both[into.pk]
    if not policy.may_lead(actor, person) or not policy.may_lead(actor, into):
        raise Refused
    must_be_open(person)
    must_be_open(into)
    words = checked_words(words)
    _check(person, into, words)
    accounts = sorted(person.holdings.values_list("account_id", flat=True))
    PersonAccount.objects.filter(person=person).update(person=into)
    person.merged_into = into
    person.save(update_fields=["merged_into", "changed_at"])
    merging = write_change(
        person, PersonChangeKind.MERGED, other=into, accounts=accounts, words=words, actor=actor
    )
    carry_links(person, into, merging)
    record("operations.persons_merged", actor=actor, subject=person, into=into.id, accounts=len(accounts))
    return into


def _check(person: Person, into: Person, words: str) -> None:
    faults: dict[str, Sentence] = {}
    if person.pk == into.pk or person.operation_id != into.operation_id:
        faults["code"] = _("Name another person of this operation.")
    elif person.youth != into.youth:
        faults["code"] = _("One of them is kept as a minor, the other is not. Correct that first.")
    elif not set(person.reached) <= set(into.reached):
        # The one that stays tells of both; else an arrest would be lost in every count.
        faults["code"] = _(
            "That person does not stand where this one does. Merge that one into this one, or take the missing steps there first."
        )
    if not words:
        faults["words"] = _("Say why the two are one person. Others have to understand it later.")
    if faults:
        raise Invalid(faults)
