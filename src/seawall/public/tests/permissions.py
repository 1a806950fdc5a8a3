from typing import Any

from seawall.core.actors import Duty
from seawall.identification.tests.makers import asked_the_public
from tests.architecture.permissions import Scene, public


def a_card(scene: Scene) -> dict[str, Any]:
    return {"request_id": asked_the_public(scene.actor(Duty.SPECIALIST), scene.actor(Duty.SPECIALIST)).id}


ROWS = [
    public("public:home"),
    public("public:report"),
    # Nothing in the post: the first page again, with a word about what is missing.
    public("public:report", 422, "POST"),
    public("public:young"),
    public("public:young_report"),
    public("public:young_report", 422, "POST"),
    public("public:follow_up"),
    public("public:follow_up", 422, "POST"),
    public("public:write", 422, "POST"),
    public("public:objects"),
    public("public:object", at=a_card),
    public("public:object", 422, "POST", at=a_card),
    public("public:help"),
    public("public:privacy"),
    public("public:left"),
]
