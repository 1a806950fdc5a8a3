"""Whom a persona reached, as far as the agency that leads keeps them, and which countries that concerns."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.identification.queries import Standing, victims_standing
from seawall.operations.models import NamedSeries, Persona

if TYPE_CHECKING:
    from seawall.identification.models import Victim


def children_named(operation_id: str, agency_id: str) -> Mapping[str, Standing]:
    """Those of the series that an agency has named to an operation, where the figures count them: mergings included."""
    named = NamedSeries.objects.filter(operation_id=operation_id, owner_id=agency_id, ended_at=None)
    return victims_standing(named.values_list("series_id", flat=True), clock.now())


def children_reached(persona: Persona) -> "Sequence[Victim]":
    """Another agency's children are its own to tell of."""
    there = children_named(persona.operation_id, persona.owner_id)
    links = persona.links.filter(ended_at=None, victim__in=list(there), victim__owner_id=persona.owner_id)
    return [link.victim for link in links.select_related("victim").order_by("victim__code") if link.victim]


def countries_concerned(persona: Persona) -> set[str]:
    """Where a child lives that it reached, and in whose part it is."""
    return {persona.country, *(child.country for child in children_reached(persona))} - {""}
