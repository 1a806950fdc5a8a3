from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Person, PersonAccount, PersonChange
from seawall.operations.personas.standing import take_carried_back
from seawall.operations.persons.standing import must_be_open, write_change
from seawall.operations.persons.words import PersonChangeKind


@action
def part_persons(merging: PersonChange, *, actor: Actor) -> Person:
    """Undo a merging: two persons again, each with the accounts of before, if they still are where the merging put them."""
    ids = (merging.person_id, merging.other_id)
    both = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=ids).order_by("id")}
    person = both[merging.person_id]
    if not policy.may_lead(actor, person):
        raise Refused
    merging = PersonChange.objects.get(pk=merging.pk)
    if not merging.can_be_undone:
        raise WrongState(_("This was undone already."))
    other = both[merging.other_id or ""]
    must_be_open(other)
    moved = PersonAccount.objects.filter(person=other, account_id__in=merging.accounts).update(person=person)
    if moved != len(merging.accounts):
        raise WrongState(
            _(
                "An account of the merging is somebody else's by now. Look at both persons, and take that back first."
            )
        )
    person.merged_into = None
    person.save(update_fields=["merged_into", "changed_at"])
    take_carried_back(merging, actor)
    write_change(
        person, PersonChangeKind.PARTED, other=other, accounts=merging.accounts, undoes=merging, actor=actor
    )
    record("operations.persons_parted", actor=actor, subject=person, other=other.id)
    return person
