"""Invented profiles of nobody, which a suspect of the demo's operation ran; one of them led to a child, and another country is told of it."""

from typing import TYPE_CHECKING

from seawall.demo.past.hands import actor_called
from seawall.operations.actions import link_persona, note_persona, refer_persona
from seawall.operations.queries import accounts_for, one_operation_for
from seawall.operations.states import CountryTerms, Method, PersonaTerms, ShownAge

if TYPE_CHECKING:
    from seawall.identification.models import Victim
    from seawall.operations.models import Person

PLATFORM, WORDS = "Chat Example", "Named in the answer of the provider."
PROFILES = (
    PersonaTerms(
        PLATFORM, Method.GAME, ShownAge.UNDER_11, handle="paper_boat", country="NL", unidentified=12
    ),
    PersonaTerms(PLATFORM, Method.GIFT, ShownAge.FROM_11, handle="blue_lantern", unidentified=5),
)


def note_profiles(operation_id: str, person: "Person", child: "Victim") -> None:
    dana, jonas = actor_called("dana"), actor_called("jonas")
    operation = one_operation_for(dana, operation_id)
    account = accounts_for(dana).filter(holding__person=person).first()
    noted = [note_persona(operation, terms, account=account, actor=dana) for terms in PROFILES]
    for persona in noted:
        link_persona(persona, person.code, words=WORDS, actor=dana)
    link_persona(noted[0], child.code, words=WORDS, actor=jonas)
    refer_persona(noted[0], CountryTerms("NL"), actor=jonas)
