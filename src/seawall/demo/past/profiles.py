"""Invented profiles of nobody, which a suspect of the demo's operation ran."""

from typing import TYPE_CHECKING

from seawall.demo.past.hands import actor_called
from seawall.operations.actions import link_persona, note_persona
from seawall.operations.queries import accounts_for, one_operation_for
from seawall.operations.states import Method, PersonaTerms, ShownAge

if TYPE_CHECKING:
    from seawall.operations.models import Person

PLATFORM = "Chat Example"
PROFILES = (
    PersonaTerms(PLATFORM, Method.GAME, ShownAge.UNDER_11, handle="paper_boat", unidentified=12),
    PersonaTerms(PLATFORM, Method.GIFT, ShownAge.FROM_11, handle="blue_lantern", unidentified=5),
)


def note_profiles(operation_id: str, person: "Person") -> None:
    dana = actor_called("dana")
    operation = one_operation_for(dana, operation_id)
    account = accounts_for(dana).filter(holding__person=person).first()
    for terms in PROFILES:
        persona = note_persona(operation, terms, account=account, actor=dana)
        link_persona(persona, person.code, words="Named in the answer of the provider.", actor=dana)
