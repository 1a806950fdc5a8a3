"""Who may come to the worklist and what they may do there: analysts and reviewers of the agency, nobody else."""

from typing import Any

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.ids import new_id
from seawall.reports.actions import (
    add_tipline,
    ask_second_opinion,
    forward_bundle,
    set_inbox,
    take_lock,
    write_to_us,
)
from seawall.reports.mail_terms import InboxTerms
from seawall.reports.models import Forwarding, Message, Tipline
from seawall.reports.states import Incident, Snag, TiplineTerms, Told
from seawall.reports.tests.makers import a_bundle, a_page, a_report, labels_for, subject_of
from tests.architecture.permissions import Scene, may, node, staff


def a_tipline_of(scene: Scene, *, test: bool = True) -> Tipline:
    terms = TiplineTerms(
        "Example", "desk@hotline.example", "unit", "red-cup-7", "", "https://tipline.example/ispws", test
    )
    return add_tipline(terms, actor=scene.actor(Duty.ADMINISTRATOR))


def a_tipline(scene: Scene) -> dict[str, str]:
    return {"tipline_id": a_tipline_of(scene).id}


def a_troubled_tipline(scene: Scene) -> dict[str, str]:
    one = a_tipline_of(scene)
    Tipline.objects.filter(pk=one.pk).update(snag=Snag.REFUSED)
    return {"tipline_id": one.id}


def a_forwarding(scene: Scene) -> dict[str, str]:
    told = Told(Incident.MATERIAL, clock.now(), words="As told.")
    bundle, tipline = a_bundle(scene.hotline), a_tipline_of(scene, test=False)
    return {"forwarding_id": forward_bundle(bundle, tipline, told=told, actor=scene.actor(Duty.ANALYST)).id}


def a_stopped_forwarding(scene: Scene) -> dict[str, str]:
    return _with_snag(scene, Snag.TRIED)


def an_unsure_forwarding(scene: Scene) -> dict[str, str]:
    return _with_snag(scene, Snag.UNSURE)


def _with_snag(scene: Scene, snag: Snag) -> dict[str, str]:
    at = a_forwarding(scene)
    stopped = {"state": "submitted", "number": 7, "finishes": 1, "snag": snag, "due_at": None}
    Forwarding.objects.filter(pk=at["forwarding_id"]).update(**stopped)
    return at


SEES = may(Duty.ANALYST, Duty.REVIEWER)
KEEPS, KEPT = may(Duty.ADMINISTRATOR), may(Duty.ADMINISTRATOR, status=302)
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


def a_provider_s_report(scene: Scene) -> dict[str, str]:
    return {"report_id": a_report(scene.hotline, details="connection: 192.0.2.7").id}


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


AN_INBOX = {
    "reads": "on",
    "host": "imap.hotline.example",
    "port": "993",
    "user": "reports",
    "password": "invented",
    "folder": "INBOX",
    "server": "mx.hotline.example",
    "partners": "a@host.example; Host",
    "minutes": "5",
}


def an_inbox(scene: Scene) -> dict[str, str]:
    told = {**AN_INBOX, "port": 993, "minutes": 5, "reads": True, "done_folder": ""}
    return {"inbox_id": set_inbox(InboxTerms(**told), actor=scene.actor(Duty.ADMINISTRATOR)).id}


A_TABLE = {
    "partner": "Example Hosting",
    "table": "reference,about,urls,test\n1,other,https://a.example,yes\n",
}

ROWS = [
    staff("reports:worklist", SEES),
    staff("reports:next_bundle", DONE),
    staff("reports:take_report", SEES),
    staff("reports:take_report", SEES, "POST", sends=a_call),
    staff("reports:forwardings", may(Duty.ANALYST, Duty.REVIEWER, Duty.ADMINISTRATOR)),
    staff("reports:forward_bundle", SEES, at=the_bundle, steps_up=True),
    staff(
        "reports:forward_bundle",
        may(Duty.ANALYST, Duty.REVIEWER, status=422),
        "POST",
        at=the_bundle,
        sends={"words": "x"},
        steps_up=True,
    ),
    staff("reports:forwarding", SEES, at=a_forwarding),
    staff("reports:withdraw_forwarding", DONE, "POST", at=a_forwarding),
    staff("reports:retry_forwarding", DONE, "POST", at=a_stopped_forwarding),
    staff("reports:forward_anew", DONE, "POST", at=an_unsure_forwarding),
    staff("reports:note_filed", DONE, "POST", at=an_unsure_forwarding),
    staff("reports:reveal_forwarding", SEES, "POST", at=a_forwarding, sends={"purpose": "police"}),
    staff("reports:tiplines", KEEPS),
    staff("reports:add_tipline", KEEPS, steps_up=True),
    staff(
        "reports:add_tipline",
        may(Duty.ADMINISTRATOR, status=422),
        "POST",
        sends={"name": "x"},
        steps_up=True,
    ),
    staff("reports:tipline", KEEPS, at=a_tipline),
    staff("reports:change_tipline", KEEPS, at=a_tipline, steps_up=True),
    staff(
        "reports:change_tipline",
        may(Duty.ADMINISTRATOR, status=422),
        "POST",
        at=a_tipline,
        sends={"contact": "nobody"},
        steps_up=True,
    ),
    staff("reports:resume_tipline", KEPT, "POST", at=a_troubled_tipline),
    staff("reports:send_test", KEPT, "POST", at=a_tipline),
    staff("reports:remove_tipline", KEPT, "POST", at=a_tipline),
    staff("reports:inbox", may(Duty.ADMINISTRATOR, Duty.AUDITOR, Duty.DATA_PROTECTION)),
    staff("reports:change_inbox", may(Duty.ADMINISTRATOR), steps_up=True),
    staff("reports:change_inbox", may(Duty.ADMINISTRATOR, status=302), "POST", sends=AN_INBOX, steps_up=True),
    staff("reports:run_inbox", may(Duty.ADMINISTRATOR, status=302), "POST", at=an_inbox),
    staff("reports:take_table", SEES),
    staff("reports:take_table", SEES, "POST", sends=A_TABLE),
    staff("reports:refused_rows", SEES, "POST", sends=A_TABLE),
    staff("reports:table_template", SEES),
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
    staff("reports:reveal_details", SEES, "POST", at=a_provider_s_report, sends={"purpose": "answer"}),
    # Without an access key nobody learns anything; who comes with one is tried in test_hand_in.py.
    node("api:reports", 401, "POST"),
    *(node(f"tipline:{name}", 401) for name in ("status", "xsd")),
    *(node(f"tipline:{name}", 401, "POST") for name in ("submit", "upload", "fileinfo", "finish", "retract")),
    node("api:report", 401, at=lambda scene: {"report_id": new_id("smn")}),
    staff("reports:reveal_contact", SEES, "POST", at=the_report, sends={"purpose": "answer"}),
    staff("reports:write_to_reporter", DONE, "POST", at=the_report, sends={"text": "Thank you."}),
    staff("reports:read_message", DONE, "POST", at=a_letter),
]
