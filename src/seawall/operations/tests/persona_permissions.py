"""Who gets what at the pages of personas, and of series of operations."""

from typing import Any

from seawall.core.actors import Duty
from seawall.identification.models import Series
from seawall.identification.tests.makers import a_series, a_victim
from seawall.operations.actions import (
    name_series,
)
from seawall.operations.models import (
    Operation,
    Persona,
    PersonaLink,
)
from seawall.operations.tests.make import noted
from seawall.operations.tests.scenes import DONE, WHO, an_operation, lead_of, the_site
from seawall.operations.tests.walking import a_persona, linked
from tests.architecture.permissions import Scene, may, staff

SPECIALISTS = may(Duty.SPECIALIST)
WALKERS = may(Duty.INVESTIGATOR, Duty.SPECIALIST)
UNLINKERS = may(Duty.INVESTIGATOR, Duty.SPECIALIST, status=302)
PERSONA = {"platform": "Chat Example", "method": "game", "unidentified": "3"}
OTHER_METHOD = {f"correct-{name}": value for name, value in {**PERSONA, "method": "gift"}.items()}


def the_persona(scene: Scene) -> Persona:
    return a_persona(the_site(scene).operation, lead_of(scene))


def one_persona(scene: Scene) -> dict[str, Any]:
    return {"persona_id": the_persona(scene).id}


def a_node(scene: Scene) -> dict[str, Any]:
    persona = the_persona(scene)
    return {"operation_id": persona.operation_id, "node_id": persona.id}


def a_start(scene: Scene) -> dict[str, Any]:
    return {"start": a_persona(Operation.objects.get(), lead_of(scene)).code}


def a_platform(scene: Scene) -> dict[str, Any]:
    persona = the_persona(scene)
    return {"operation_id": persona.operation_id, "persona_id": persona.id}


def a_person_behind(scene: Scene) -> dict[str, Any]:
    person = noted(Operation.objects.get(), lead_of(scene))
    return {"link-end": person.code, "link-words": "Named in the answer of the provider."}


def a_link_to_unlink(scene: Scene) -> dict[str, Any]:
    """For a specialist one to a child, for everybody else one to a person."""
    persona, lead = the_persona(scene), lead_of(scene)
    if scene.visitor and Duty.SPECIALIST in scene.actor_of(scene.visitor).duties:
        specialist = scene.actor(Duty.SPECIALIST)
        child = a_victim(specialist)
        name_series(persona.operation, child.series.code, actor=specialist)  # type: ignore[union-attr]
        linked(persona, child.code, specialist)
    else:
        linked(persona, noted(persona.operation, lead).code, lead)
    return {"link_id": PersonaLink.objects.get().id}


def an_operation_and_series(scene: Scene) -> dict[str, Any]:
    parts = an_operation(scene)
    a_series(scene.actor(Duty.SPECIALIST))
    return parts


def its_code(_scene: Scene) -> dict[str, Any]:
    return {"code": Series.objects.get().code}


def a_named_series(scene: Scene) -> dict[str, Any]:
    specialist = scene.actor(Duty.SPECIALIST)
    named = name_series(the_site(scene).operation, a_series(specialist).code, actor=specialist)
    return {"named_id": named.id}


def a_persona_of_sweden(scene: Scene) -> dict[str, Any]:
    return {"persona_id": a_persona(the_site(scene).operation, lead_of(scene), country="SE").id}


ROWS = [
    staff("operations:personas", WALKERS, at=an_operation),
    staff("operations:note_persona", WHO, at=an_operation),
    staff("operations:note_persona", DONE, "POST", at=an_operation, sends=PERSONA),
    staff("operations:persona", WALKERS, at=one_persona),
    staff("operations:correct_persona", DONE, "POST", at=one_persona, sends=OTHER_METHOD),
    staff("operations:link_persona", DONE, "POST", at=one_persona, sends=a_person_behind),
    staff("operations:unlink_persona", UNLINKERS, "POST", at=a_link_to_unlink),
    staff(
        "operations:reveal_persona",
        WHO,
        "POST",
        at=one_persona,
        sends={"purpose": "investigate"},
        steps_up=True,
    ),
    staff("operations:walk", UNLINKERS, "POST", at=an_operation, sends=a_start),
    staff("operations:graph", WALKERS, at=a_node),
    staff("operations:platform_graph", WALKERS, at=a_platform),
    staff("operations:series", SPECIALISTS),
    staff(
        "operations:name_series",
        may(Duty.SPECIALIST, status=302),
        "POST",
        at=an_operation_and_series,
        sends=its_code,
    ),
    staff(
        "operations:refer_series",
        may(Duty.SPECIALIST, status=302),
        "POST",
        at=a_named_series,
        sends={"country": "SE", "handling": "red", "days": "30"},
    ),
    staff(
        "operations:refer_persona",
        may(Duty.SPECIALIST, status=302),
        "POST",
        at=a_persona_of_sweden,
        sends={"country": "SE", "handling": "red", "days": "30"},
    ),
    staff("operations:drop_series", may(Duty.SPECIALIST, status=302), "POST", at=a_named_series),
]
