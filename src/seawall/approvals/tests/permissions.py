"""Who gets what at each page of what waits for a second person."""

from typing import Any

from seawall.approvals.models import Approval
from seawall.approvals.tests.makers import name_paint, proposed
from seawall.core.actors import Duty
from tests.architecture.permissions import Scene, everybody, may, staff

SECOND = may(Duty.SPECIALIST)
DECIDES = may(Duty.SPECIALIST, status=302)


def a_colleagues(scene: Scene) -> dict[str, Any]:
    name_paint()
    return {"approval_id": proposed(scene.actor(Duty.SPECIALIST)).id}


def ones_own(scene: Scene) -> dict[str, Any]:
    """The visitor's own, where they belong to the agency and have the duty for it."""
    name_paint()
    own = scene.visitor
    mine = own and own.agency_id == scene.hotline.id and Duty.SPECIALIST in scene.actor_of(own).duties
    return {"approval_id": proposed(scene.actor_of(own) if mine else scene.actor(Duty.SPECIALIST)).id}


def as_seen(scene: Scene) -> dict[str, Any]:
    return {"seen": Approval.objects.latest("id").digest}


ROWS = [
    staff("approvals:waiting", everybody()),
    staff("approvals:approval", SECOND, at=a_colleagues),
    staff("approvals:approve", DECIDES, "POST", at=a_colleagues, sends=as_seen, steps_up=True),
    staff("approvals:refuse", DECIDES, "POST", at=a_colleagues, sends={"reason": "Not this one."}),
    staff("approvals:withdraw", DECIDES, "POST", at=ones_own),
]
