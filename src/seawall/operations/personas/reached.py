"""Whom a persona reached, as far as the agency that leads keeps them, and which countries that concerns."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.identification.queries import series_of_victims
from seawall.operations.models import NamedSeries, Persona

if TYPE_CHECKING:
    from seawall.identification.models import Victim


def children_named(operation_id: str, agency_id: str, victim_ids: Collection[str]) -> set[str]:
    """Of these, those of the series that an agency has named to an operation, where the figures count them: mergings included."""
    series = series_of_victims(victim_ids, clock.now())
    named = NamedSeries.objects.filter(operation_id=operation_id, owner_id=agency_id, ended_at=None)
    there = named.filter(series__in=set().union(*series.values())).values_list("series_id", flat=True)
    return {victim for victim, ids in series.items() if not ids.isdisjoint(there)}


def children_reached(persona: Persona) -> "Sequence[Victim]":
    """Another agency's children are its own to tell of."""
    links = persona.links.filter(ended_at=None, victim__owner_id=persona.owner_id)
    reached = [link.victim for link in links.select_related("victim").order_by("victim__code") if link.victim]
    there = children_named(persona.operation_id, persona.owner_id, [one.id for one in reached])
    return [one for one in reached if one.id in there]


def countries_concerned(persona: Persona) -> set[str]:
    """Where a child lives that it reached, and in whose part it is."""
    return {persona.country, *(child.country for child in children_reached(persona))} - {""}
