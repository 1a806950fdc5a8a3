"""The graph that one walks: one node in the middle and what stands beside it, as far as the viewer sees each by its own right.

A platform has no record of its own: it is named by a persona that stands on it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.ids import SHAPE, short
from seawall.operations import scope
from seawall.operations.models import Account, Operation, Person, Persona, PersonaLink
from seawall.operations.personas.reading import (
    accounts_seen,
    links_for,
    personas_for,
    persons_seen,
    with_children,
)
from seawall.operations.personas.words import NodeKind

# A column of each of the four other kinds: some hundred neighbours at most.
MOST = 25


@dataclass(frozen=True, slots=True)
class Node:
    """`id` is that of the record; of a platform that of a persona on it. `words`: what is known in a word or two."""

    kind: NodeKind
    id: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    kind: NodeKind
    nodes: Sequence[Node]
    # How many more there are than are shown, and of how many the viewer may know that they are there and not which.
    rest: int
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class View:
    centre: Node
    columns: Sequence[Column]


def around(actor: Actor, operation: Operation, node_id: str) -> View:
    shape = SHAPE.fullmatch(node_id)
    if shape is None or shape[1] not in CENTRES:
        raise NotFound
    return CENTRES[shape[1]](_Walk(actor, operation), node_id)


def around_platform(actor: Actor, operation: Operation, persona_id: str) -> View:
    walk = _Walk(actor, operation)
    persona = _the(walk.personas, persona_id)
    there = walk.personas.filter(platform_key=persona.platform_key)
    return View(_platform(persona), [_column(NodeKind.PERSONA, there, _persona)])


@dataclass(frozen=True, slots=True)
class _Walk:
    actor: Actor
    operation: Operation

    @property
    def personas(self) -> QuerySet[Persona]:
        return with_children(self.actor, personas_for(self.actor).filter(operation=self.operation))

    @property
    def links(self) -> QuerySet[PersonaLink]:
        return links_for(self.actor).filter(persona__operation=self.operation)

    def personas_linked(self, **end: str) -> Column:
        linked = self.links.filter(**end).values("persona_id")
        return _column(NodeKind.PERSONA, self.personas.filter(pk__in=linked), _persona)


def _of_persona(walk: _Walk, node_id: str) -> View:
    persona = _the(walk.personas, node_id)
    links = walk.links.filter(persona=persona)
    persons = Person.objects.filter(pk__in=links.values("person_id"))
    accounts = Account.objects.filter(pk__in=links.values("account_id")).select_related("site")
    children = links.exclude(victim=None).select_related("victim")
    reached = _column(NodeKind.CHILD, children, lambda link: _child(link.victim))
    columns = [
        _column(NodeKind.PERSON, persons, _person),
        _column(NodeKind.ACCOUNT, accounts, _account),
        Column(NodeKind.PLATFORM, [_platform(persona)], 0),
        replace(reached, hidden=max(persona.child_count - len(reached.nodes) - reached.rest, 0)),
    ]
    return View(_persona(persona), columns)


def _of_person(walk: _Walk, node_id: str) -> View:
    person = _the(persons_seen(walk.actor, walk.operation), node_id)
    theirs = Account.objects.filter(holding__person=person)
    accounts = scope.only_seen(theirs, accounts_seen(walk.actor, walk.operation))
    columns = [
        _column(NodeKind.ACCOUNT, accounts.select_related("site"), _account),
        walk.personas_linked(person_id=person.id),
    ]
    return View(_person(person), columns)


def _of_account(walk: _Walk, node_id: str) -> View:
    account = _the(accounts_seen(walk.actor, walk.operation).select_related("site"), node_id)
    persons = persons_seen(walk.actor, walk.operation).filter(holdings__account=account)
    columns = [
        _column(NodeKind.PERSON, persons, _person),
        walk.personas_linked(account_id=account.id),
    ]
    return View(_account(account), columns)


def _of_child(walk: _Walk, node_id: str) -> View:
    link = walk.links.filter(victim_id=node_id).select_related("victim").first()
    if link is None:
        raise NotFound
    return View(_child(link.victim), [walk.personas_linked(victim_id=node_id)])


CENTRES: Mapping[str, Callable[[_Walk, str], View]] = {
    "psa": _of_persona,
    "per": _of_person,
    "acc": _of_account,
    "vic": _of_child,
}


def _the(found: QuerySet[Any], node_id: str) -> Any:
    one = found.filter(pk=node_id).first()
    if one is None:
        raise NotFound
    return one


def _column(kind: NodeKind, found: QuerySet[Any], node: Callable[[Any], Node]) -> Column:
    first = list(found.order_by("pk")[:MOST])
    rest = found.count() - MOST if len(first) == MOST else 0
    return Column(kind, [node(one) for one in first], rest)


def _persona(one: Persona) -> Node:
    return Node(NodeKind.PERSONA, one.id, one.code, f"{one.platform} · {one.get_method_display()}")


def _person(one: Person) -> Node:
    return Node(NodeKind.PERSON, one.id, one.code, one.get_state_display())


def _account(one: Account) -> Node:
    return Node(NodeKind.ACCOUNT, one.id, str(one.handle), f"{short(one.id)} · {one.site.name}")


def _platform(persona: Persona) -> Node:
    return Node(NodeKind.PLATFORM, persona.id, persona.platform)


def _child(victim: Any) -> Node:
    return Node(NodeKind.CHILD, victim.id, victim.code, victim.get_state_display())
