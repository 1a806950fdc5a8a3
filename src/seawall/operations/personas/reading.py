"""Reads of personas, for a viewer: those of the part of the viewer's agency, and of what they lead to what the viewer sees by its own right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.operations import policy, scope
from seawall.operations.models import Account, Operation, Person, Persona, PersonaLink


@dataclass(frozen=True, slots=True)
class PersonaFilter:
    """Empty: not asked for."""

    platform: str = ""
    method: str = ""


def personas_for(actor: Actor) -> QuerySet[Persona]:
    if not policy.may_see_personas(actor):
        raise Refused
    return Persona.objects.filter(scope.personas_of(actor.agency_id))


def operation_for(actor: Actor, operation_id: str) -> Operation:
    """One that the agency leads or has a part in."""
    if not policy.may_see_personas(actor):
        raise Refused
    mine = Operation.objects.filter(scope.operations_of(actor.agency_id))
    found = mine.filter(pk=checked_id(operation_id, "opr")).first()
    if found is None:
        raise NotFound
    return found


def personas_of_operation(actor: Actor, operation: Operation, chosen: PersonaFilter) -> QuerySet[Persona]:
    found = with_children(actor, personas_for(actor).filter(operation=operation))
    if chosen.platform:
        found = found.filter(platform_key=chosen.platform)
    return found.filter(method=chosen.method) if chosen.method else found


def with_children(actor: Actor, found: QuerySet[Persona]) -> QuerySet[Persona]:
    """Each with the number of children under a code that it reached: all of them for the lead, those of its own agency for any other."""
    told = Q(owner_id=actor.agency_id) | Q(links__victim__owner_id=actor.agency_id)
    reached = told & Q(links__ended_at=None, links__victim__series__isnull=False)
    return found.annotate(child_count=Count("links", filter=reached))


def platforms_of(actor: Actor, operation: Operation) -> Sequence[tuple[str, str]]:
    """Each with its key; however often it was written, once."""
    there = personas_for(actor).filter(operation=operation).order_by()
    return list(there.values_list("platform_key").annotate(name=Min("platform")).order_by("name"))


def one_persona_for(actor: Actor, persona_id: str) -> Persona:
    found = with_children(actor, personas_for(actor).filter(pk=checked_id(persona_id, "psa")))
    persona = found.select_related("operation", "noted_by").first()
    if persona is None:
        raise NotFound
    return persona


def links_for(actor: Actor) -> QuerySet[PersonaLink]:
    return links_ever_for(actor).filter(ended_at=None)


def links_ever_for(actor: Actor) -> QuerySet[PersonaLink]:
    """Of what personas lead to, or led to until somebody took it back: accounts and persons to investigators, children to the specialists of the agency that keeps them."""
    seen = Q(pk__in=())
    if policy.may_work_on_personas(actor):
        persons = Person.objects.filter(scope.persons_of(actor.agency_id), merged_into=None)
        seen |= scope.through_accounts(actor.agency_id) | Q(person__in=persons)
    if policy.may_name_children(actor):
        seen |= Q(victim__owner_id=actor.agency_id, victim__series__isnull=False)
    return PersonaLink.objects.filter(seen, persona__in=personas_for(actor))


def links_of(actor: Actor, persona: Persona) -> Sequence[PersonaLink]:
    found = links_for(actor).filter(persona=persona)
    return list(found.select_related("person", "account__site", "victim", "by"))


def personas_behind(actor: Actor, person: Person) -> QuerySet[Persona]:
    """Those that lead to a person, each with its number of children."""
    led = links_for(actor).filter(person=person)
    return with_children(actor, personas_for(actor).filter(pk__in=led.values("persona_id"))).order_by("code")


def personas_run_by(actor: Actor, persons: Collection[str]) -> Mapping[str, int]:
    """How many personas lead to each."""
    led = links_for(actor).filter(person__in=persons).order_by()
    return dict(led.values_list("person").annotate(Count("pk")))


def children_reached_by(actor: Actor, persons: Collection[str]) -> Mapping[str, int]:
    """How many children under a code the personas of each reached, each child once: all for the lead, for any other those of its own agency."""
    told = Q(persona__owner_id=actor.agency_id) | Q(victim__owner_id=actor.agency_id)
    reached = PersonaLink.objects.filter(
        told, ended_at=None, victim__series__isnull=False, persona__in=personas_for(actor)
    )
    led = reached.filter(persona__links__person__in=persons, persona__links__ended_at=None).order_by()
    return dict(led.values_list("persona__links__person").annotate(Count("victim", distinct=True)))


def one_link_for(actor: Actor, link_id: str) -> PersonaLink:
    found = links_for(actor).filter(pk=checked_id(link_id, "psl")).select_related("persona").first()
    if found is None:
        raise NotFound
    return found


def persons_seen(actor: Actor, operation: Operation) -> QuerySet[Person]:
    mine = Person.objects.filter(operation=operation, merged_into=None)
    return (
        mine.filter(scope.persons_of(actor.agency_id)) if policy.may_work_on_personas(actor) else mine.none()
    )


def accounts_seen(actor: Actor, operation: Operation) -> QuerySet[Account]:
    mine = Account.objects.filter(operation=operation)
    return (
        mine.filter(scope.accounts_of(actor.agency_id)) if policy.may_work_on_personas(actor) else mine.none()
    )
