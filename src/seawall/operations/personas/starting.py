"""Where a walk begins, as people name it: a persona, a person or a child by the code that pages show, an account by whatever tells it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.neutral_codes import as_written, kind_in
from seawall.operations import policy
from seawall.operations.models import Operation, Persona
from seawall.operations.naming import accounts_named_for
from seawall.operations.personas.reading import links_for, personas_for, persons_seen


def start_named(actor: Actor, operation: Operation, text: str) -> str:
    """The id of the node in the middle, among those that the viewer may walk to."""
    find = BY_CODE.get(kind_in(text))
    if find is None:
        return _account(actor, operation, text)
    found = find(actor, operation, as_written(text)).first()
    if found is None:
        raise Invalid({"start": _("Nothing that you see in this operation has this code.")})
    return str(found)


def _persona(actor: Actor, operation: Operation, code: str) -> QuerySet[Any]:
    return personas_for(actor).filter(operation=operation, code=code).values_list("pk", flat=True)


def _person(actor: Actor, operation: Operation, code: str) -> QuerySet[Any]:
    return persons_seen(actor, operation).filter(code=code).values_list("pk", flat=True)


def _child(actor: Actor, operation: Operation, code: str) -> QuerySet[Any]:
    there = links_for(actor).filter(persona__in=Persona.objects.filter(operation=operation))
    return there.filter(victim__code=code).values_list("victim", flat=True)


def _account(actor: Actor, operation: Operation, text: str) -> str:
    if not policy.may_see(actor):
        raise Invalid({"start": _("Write the code of a persona (F-…) or of a child (V-…).")})
    named = accounts_named_for(actor, operation, [text.strip()])
    if named.faults:
        raise Invalid({"start": named.faults[0]})
    return named.accounts[0].id


BY_CODE: dict[str, Callable[[Actor, Operation, str], QuerySet[Any]]] = {
    "F": _persona,
    "P": _person,
    "V": _child,
}
