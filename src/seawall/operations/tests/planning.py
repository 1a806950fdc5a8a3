"""Measures for tests, made by the deeds themselves."""

from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.operations.actions import plan_measure
from seawall.operations.deconflicting.states import MeasureKind, MeasureTerms, Window
from seawall.operations.models import Measure, Operation

CONTACT = "desk@polizei.example"


def window(place: str = "", begins: float = 24, hours: float = 4, country: str = "NL") -> Window:
    start = clock.in_future(hours=begins)
    return Window(start, clock.in_future(hours=begins + hours), country, place)


def planned(operation: Operation, actor: Actor, when: Window | None = None, **subject: Any) -> Measure:
    terms = {"kind": MeasureKind.SEARCH, "contact": CONTACT, **subject}
    return plan_measure(operation, MeasureTerms(window=when or window(), **terms), actor=actor)
