"""One step of an invented suspect up the ladder, with all that has to be recorded before it. No law, court or office here exists."""

from datetime import timedelta
from typing import TYPE_CHECKING

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.operations.actions import end_charge, lay_charge, note_care, set_court_date, step_person
from seawall.operations.states import (
    CareTerms,
    ChargeEnd,
    ChargeOutcome,
    ChargeTerms,
    CourtKind,
    CourtTerms,
    Household,
    PersonGround,
    PersonState,
    PersonStep,
    Risk,
    Support,
)

if TYPE_CHECKING:
    from seawall.operations.models import Person

S = PersonState
LAW, COURT, YOUTH_SERVICE = "§ 1 Beispielgesetz", "Landgericht Musterstadt", "Jugendamt Musterstadt"
UNTIL_TRIAL = timedelta(days=60)


def take_step(person: "Person", state: PersonState, *, actor: Actor) -> None:
    today = clock.now().date()
    if state is S.ARRESTED:
        note_care(person, CareTerms(Support.OFFERED, Risk.LOW, Household.NONE), actor=actor)
    if state is S.CHARGED:
        lay_charge(person, ChargeTerms(LAW, person.country or "DE", today), actor=actor)
        set_court_date(person, CourtTerms(CourtKind.TRIAL, COURT, today + UNTIL_TRIAL), actor=actor)
    if state is S.CONVICTED:
        end_charge(person.charges.get(), ChargeEnd(ChargeOutcome.PROVEN, today), actor=actor)
    body = YOUTH_SERVICE if state is S.YOUTH_SERVICE else ""
    step_person(person, PersonStep(state, PersonGround.WORK, body=body), actor=actor)


def take_back(person: "Person", state: PersonState, words: str, *, actor: Actor) -> None:
    step_person(person, PersonStep(state, PersonGround.ERROR, words), actor=actor)
