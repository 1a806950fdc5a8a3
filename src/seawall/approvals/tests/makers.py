"""A deed invented for tests: a square is painted, which two specialists have to want."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from seawall.approvals.actions import propose, spend
from seawall.approvals.models import Approval
from seawall.approvals.queries import name_deeds
from seawall.approvals.states import Deed, Intent, Line
from seawall.config.wiring import DEEDS
from seawall.core.actions import action
from seawall.core.actors import Actor, Duty
from seawall.core.ids import new_id
from seawall.core.policy import has_duty

SQUARE = new_id("sqr")
specialists = has_duty(Duty.SPECIALIST)


def may_paint(actor: Actor, about: str) -> bool:
    return specialists(actor)


def lines(shown: Mapping[str, Any]) -> list[Line]:
    return [Line("Colour", str(shown["colour"]))]


PAINT = Deed("tests.paint", _("Material"), may_paint, lambda about: f"/squares/{about}/", lines, ("colour",))


def name_paint() -> None:
    """Beside the deeds of the house."""
    name_deeds([*DEEDS, PAINT])


def painting(colour: str = "blue", about: str = SQUARE) -> Intent:
    return Intent(PAINT.name, about, {"colour": colour, "coats": 2})


def proposed(actor: Actor, colour: str = "blue", about: str = SQUARE) -> Approval:
    return propose(painting(colour, about), "It has to be seen from the ship.", actor=actor)


@action
def paint(approval: Approval, done: list[str], *, colour: str, actor: Actor) -> None:
    """As a domain's own action does it: within its transaction, and nothing where the approval does not hold."""
    spend(approval, painting(colour, approval.about), actor=actor)
    done.append(approval.id)
