from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.operations.models import Person
from seawall.operations.persons.standing import locked, sealed_name
from seawall.operations.states import LONGEST_NAME


@action
def name_person(person: Person, name: str, *, actor: Actor) -> Person:
    """Who it is, sealed: it comes back only to whoever says what for. An empty name takes it away."""
    person = locked(actor, person)
    if len(name) > LONGEST_NAME:
        raise Invalid({"name": _("Give a name of at most 120 letters.")})
    person.name = sealed_name(name)
    person.save(update_fields=["name", "changed_at"])
    record("operations.person_named", actor=actor, subject=person, kept=bool(person.name))
    return person
