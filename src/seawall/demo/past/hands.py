"""Whose hands do the deeds: the people of the demo as actors, and what they say of an item."""

from dataclasses import dataclass, replace

from seawall.core.actors import Actor
from seawall.demo import roster
from seawall.material.states import AgeBand, Answer, Confidence, Depiction, Labels
from seawall.people.queries import actor_of, staff_by_email

TO_BE_REMOVED = Labels(Answer.YES, AgeBand.PRIMARY, Depiction.A, Answer.NO, Answer.NO, Confidence.HIGH)
# Another person sees the same and is less sure of the age: the bands decide, so the two opinions differ.
DIFFERENT = replace(TO_BE_REMOVED, real_child=Answer.NO, age=AgeBand.ADULT, depiction=Depiction.NO_CLASS)
LAWFUL = Labels(Answer.NO, AgeBand.ADULT, Depiction.NO_CLASS, Answer.NO, Answer.NO, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class Hands:
    mara: Actor
    mika: Actor
    rena: Actor
    dana: Actor
    ada: Actor
    ravi: Actor
    joost: Actor
    jonas: Actor

    @classmethod
    def of_the_demo(cls) -> "Hands":
        return cls(
            *(actor_called(key) for key in ("mara", "mika", "rena", "dana", "ada", "ravi", "joost", "jonas"))
        )

    def provider(self, notice_id: str) -> Actor:
        return Actor.provider(self.mara.agency_id, notice_id)


def actor_called(key: str) -> Actor:
    one = roster.person(key)
    staff = staff_by_email(one.email) if one else None
    assert staff is not None
    return actor_of(staff, fresh=True)
