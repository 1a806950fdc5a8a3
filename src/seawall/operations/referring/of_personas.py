"""What a package tells of a persona: where the profile stands, by what it drew children in, and whom it reached in that country. Neither its name,
nor who is behind it, nor anything that was written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from seawall.operations.models import Persona, Referral
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
