"""Who may come to the worklist and what they may do there: analysts and reviewers of the agency, nobody else."""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.reports.actions import ask_second_opinion, take_lock, write_to_us
from seawall.reports.models import Message
from seawall.reports.tests.makers import a_bundle, a_page, a_report, labels_for, subject_of
from tests.architecture.permissions import Scene, may, staff

SEES = may(Duty.ANALYST, Duty.REVIEWER)
DONE = may(Duty.ANALYST, Duty.REVIEWER, status=302)


def the_bundle(scene: Scene) -> dict[str, str]:
    return {"bundle_id": a_bundle(scene.hotline).id}


def a_danger(scene: Scene) -> dict[str, str]:
    return {"bundle_id": a_bundle(scene.hotline, danger="now").id}


def a_bundle_in_hand(scene: Scene) -> dict[str, str]:
    bundle = a_bundle(scene.hotline)
    if scene.visitor is not None and scene.visitor.agency_id == scene.hotline.id:
        visitor = scene.actor_of(scene.visitor)
        if visitor.duties & {Duty.ANALYST, Duty.REVIEWER}:
            take_lock(bundle, actor=visitor)
    return {"bundle_id": bundle.id}


def a_second_opinion(scene: Scene) -> dict[str, str]:
    bundle = a_bundle(scene.hotline)
    ask_second_opinion(bundle, labels_for(bundle), actor=scene.actor(Duty.ANALYST))
    return {"bundle_id": bundle.id}


def a_subject(scene: Scene) -> dict[str, str]:
    return {"subject_id": subject_of(a_bundle(scene.hotline)).id}


def the_report(scene: Scene) -> dict[str, str]:
    return {"report_id": a_report(scene.hotline, contact="cleo@visitors.example").id}


def a_letter(scene: Scene) -> dict[str, str]:
    report = a_report(scene.hotline)
    write_to_us(
        report.id, "Is it gone?", token="a token of one letter", actor=Actor.reporter(scene.hotline.id)
    )
    return {"message_id": Message.objects.get(report=report).id}


def a_colleague(scene: Scene) -> dict[str, Any]:
    return {"to": scene.person(scene.hotline, Duty.ANALYST).id, "note": "Please go on."}


def a_call(scene: Scene) -> dict[str, str]:
    told = {"channel": "phone", "danger": "no", "seen": "pictures", "place": a_page()}
    return {"token": "a token of one form", **told}


ROWS = [
    staff("reports:worklist", SEES),
    staff("reports:next_bundle", DONE),
    staff("reports:take_report", SEES),
    staff("reports:take_report", SEES, "POST", sends=a_call),
    staff("reports:bundle", SEES, at=the_bundle),
    staff("reports:take_lock", DONE, "POST", at=the_bundle),
    staff("reports:release_lock", DONE, "POST", at=a_bundle_in_hand),
    staff("reports:hand_over_lock", DONE, "POST", at=the_bundle, sends=a_colleague),
    staff("reports:assess", DONE, "POST", at=the_bundle, sends={"outcome": "not_found"}),
    staff("reports:assess", DONE, "POST", at=a_second_opinion, sends={"outcome": "not_found"}),
    staff("reports:ask_second_opinion", DONE, "POST", at=the_bundle),
    staff("reports:mark_not_ours", DONE, "POST", at=the_bundle),
    staff("reports:mark_urgent", DONE, "POST", at=the_bundle),
    staff("reports:acknowledge_danger", DONE, "POST", at=a_danger, sends={"informed": "police"}),
    staff("reports:reveal_subject", SEES, "POST", at=a_subject, sends={"purpose": "assess"}),
    staff("reports:reveal_contact", SEES, "POST", at=the_report, sends={"purpose": "answer"}),
    staff("reports:write_to_reporter", DONE, "POST", at=the_report, sends={"text": "Thank you."}),
    staff("reports:read_message", DONE, "POST", at=a_letter),
]
