"""What a package tells of a persona: where the profile stands, by what it drew children in, and whom it reached in that country; or, beside a person
who ran it, the first two alone. Neither its name nor anything that was written, and never who is behind it and whom it reached at once."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q

from seawall.operations.models import Person, Persona, PersonaLink, Referral
from seawall.operations.personas.reached import children_reached, countries_concerned
from seawall.operations.referring.of_series import child_told
from seawall.operations.referring.states import Section
from seawall.wire import case_referral as wire

if TYPE_CHECKING:
    from seawall.identification.models import Victim


def chosen_personas(referral: Referral) -> list[Persona]:
    return list(referral.personas.order_by("code"))


def concerns(persona: Persona, country: str) -> bool:
    return country in countries_concerned(persona)


def reached_in(persona: Persona, country: str) -> "Sequence[Victim]":
    return [child for child in children_reached(persona) if child.country == country]


def told_of(persona: Persona, sections: frozenset[Section], country: str) -> wire.Persona:
    reached = reached_in(persona, country)
    return wire.Persona(
        code=persona.code,
        platform=persona.platform,
        method=persona.method,
        reached=len(reached),
        victims=tuple(map(child_told, reached)) if Section.VICTIMS in sections else (),
    )


def run_by(persons: Iterable[Person]) -> list[Persona]:
    """Those that lead to one of these, or to an account of theirs."""
    ids = [one.pk for one in persons]
    behind = Q(person__in=ids) | Q(account__holding__person__in=ids)
    links = PersonaLink.objects.filter(behind, ended_at=None)
    return list(Persona.objects.filter(pk__in=links.values("persona_id")).order_by("code"))


def told_beside(persona: Persona) -> wire.Persona:
    return wire.Persona(code=persona.code, platform=persona.platform, method=persona.method)
