"""Providers for tests, and what is their own."""

from seawall.core.actors import Actor
from seawall.people.actions import Part, assign_to_provider
from seawall.people.models import Agency, Assignment
from seawall.people.states import AgencyKind, AssignmentKind


def a_provider(name: str) -> Agency:
    return Agency.objects.get_or_create(name=name, defaults={"kind": AgencyKind.PROVIDER, "country": "NL"})[0]


def assigned(
    administrator: Actor,
    provider: Agency,
    value: str = "abuse@host.example",
    kind: AssignmentKind = AssignmentKind.CONTACT,
    *,
    renews_keys: bool = False,
) -> Assignment:
    part = Part(kind, value, renews_keys)
    return assign_to_provider(provider, part, actor=administrator)
