"""Who gets what at every address of takedown."""

from seawall.core.actors import Duty
from seawall.people.models import Agency
from seawall.takedown.links import link_for
from seawall.takedown.models import Location
from seawall.takedown.tests import makers
from tests.architecture.permissions import Row, Scene, may, node, staff

# The namespace of config/api.py.
API = "api"
SEES = (Duty.ANALYST, Duty.REVIEWER, Duty.AUDITOR)


def a_location(scene: Scene) -> dict[str, str]:
    return {"location_id": makers.traced(scene.actor(Duty.ANALYST)).id}


def a_moved_location(scene: Scene) -> dict[str, str]:
    return {"location_id": makers.moved(scene.actor(Duty.ANALYST)).id}


def a_draft(scene: Scene) -> dict[str, str]:
    return {"notice_id": makers.drafted(scene.actor(Duty.ANALYST)).id}


def a_sent_notice(scene: Scene) -> dict[str, str]:
    return {"notice_id": makers.sent(scene.actor(Duty.ANALYST)).id}


def police() -> Agency:
    return Agency.objects.get_or_create(
        name="Polizei Musterland", defaults={"kind": "police", "country": "DE"}
    )[0]


def a_hold(scene: Scene) -> dict[str, str]:
    return {"hold_id": makers.held(scene.actor(Duty.ANALYST), police().id).id}


def an_objection(scene: Scene) -> dict[str, str]:
    return {"answer_id": makers.objected(scene.actor(Duty.ANALYST)).id}


def a_link(scene: Scene) -> dict[str, str]:
    return {"token": link_for(makers.sent(scene.actor(Duty.ANALYST))).token}


def removes(scene: Scene) -> dict[str, list[dict[str, str]]]:
    """The link of this visit was made a moment ago, for the newest location there is."""
    newest = Location.objects.filter(owner=scene.hotline).latest("id")
    return {"answers": [{"location": newest.id, "answer": "removed"}]}


def asks_the_police(scene: Scene) -> dict[str, str | int]:
    return {"police": police().id, "reason": "evidence", "hours": 24}


# An investigator's duty opens the page of holds; a hold that was asked of another agency is not there.
SEES_HOLDS = may(*SEES) | {Duty.INVESTIGATOR: 404}

ROWS: list[Row] = [
    staff("takedown:locations", may(*SEES)),
    staff("takedown:location", may(*SEES), at=a_location),
    staff("takedown:ask_trace", may(Duty.ANALYST, status=302), "POST", at=a_location),
    staff("takedown:ask_check", may(Duty.ANALYST, status=302), "POST", at=a_location),
    staff("takedown:ask_hold", may(Duty.ANALYST), at=a_location),
    staff("takedown:ask_hold", may(Duty.ANALYST, status=302), "POST", at=a_location, sends=asks_the_police),
    staff("takedown:draft_notice", may(Duty.ANALYST, status=302), "POST", at=a_location),
    staff("takedown:choose_contact", may(Duty.ANALYST), at=a_location),
    staff(
        "takedown:choose_contact",
        may(Duty.ANALYST, status=302),
        "POST",
        at=a_location,
        sends={"email": "abuse@other.example", "level": "other"},
    ),
    staff(
        "takedown:follow_move",
        may(Duty.ANALYST, status=302),
        "POST",
        at=a_moved_location,
        sends={"seen": "yes"},
    ),
    staff("takedown:settle_question", may(Duty.ANALYST, status=302), "POST", at=a_moved_location),
    staff("takedown:withdraw_location", may(Duty.ANALYST, status=302), "POST", at=a_location),
    staff(
        "takedown:reveal_location",
        may(Duty.ANALYST, Duty.REVIEWER),
        "POST",
        at=a_location,
        sends={"purpose": "trace"},
    ),
    staff("takedown:notices", may(*SEES)),
    staff("takedown:outbox", may(*SEES)),
    staff("takedown:notice", may(*SEES), at=a_draft),
    staff("takedown:send_notice", may(Duty.ANALYST, status=302), "POST", at=a_draft),
    staff("takedown:drop_notice", may(Duty.ANALYST, status=302), "POST", at=a_draft),
    staff("takedown:close_link", may(Duty.ANALYST, status=302), "POST", at=a_sent_notice),
    staff(
        "takedown:reveal_letter",
        may(Duty.ANALYST),
        "POST",
        at=a_sent_notice,
        sends={"purpose": "notice"},
    ),
    staff("takedown:holds", may(*SEES, Duty.INVESTIGATOR)),
    staff("takedown:hold", SEES_HOLDS, at=a_hold),
    staff(
        "takedown:place_hold",
        {Duty.INVESTIGATOR: 404},
        "POST",
        at=a_hold,
        sends={"reason": "evidence", "days": 3},
    ),
    staff("takedown:extend_hold", {Duty.INVESTIGATOR: 404}, "POST", at=a_hold, sends={"days": 3}),
    staff(
        "takedown:release_hold",
        {Duty.ANALYST: 302, Duty.INVESTIGATOR: 404},
        "POST",
        at=a_hold,
        sends={"reason": "withdrawn"},
    ),
    staff(
        "takedown:reveal_held",
        {Duty.ANALYST: 200, Duty.REVIEWER: 200, Duty.INVESTIGATOR: 404},
        "POST",
        at=a_hold,
        sends={"purpose": "police"},
    ),
    staff("takedown:objections", may(*SEES)),
    staff("takedown:objection", may(*SEES), at=an_objection),
    staff(
        "takedown:decide_objection",
        may(Duty.REVIEWER, status=302),
        "POST",
        at=an_objection,
        sends={"outcome": "rejected"},
    ),
    node("portal:notice", 200, at=a_link),
    node("portal:reveal", 200, "POST", at=a_link),
    node("portal:answer", 422, "POST", at=a_link),
    node(f"{API}:notice", 200, at=a_link),
    node(f"{API}:notice", 200, "POST", at=a_link, sends=removes, json=True),
    node(f"{API}:reveal", 200, "POST", at=a_link, json=True),
    node(f"{API}:openapi-json", 200),
    node(f"{API}:api-root", 404),
]
