"""The reports interface: what a provider's machine hands in, and what it learns of it later."""

import json
from typing import Any

import pytest

from seawall.audit.actions import drain
from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.errors import NotFound, Refused
from seawall.core.keys import digest, unseal
from seawall.material.tests.make import a_confirmed_item, a_list, sha256
from seawall.people.actions import open_access_key
from seawall.people.models import AccessKey
from seawall.people.states import KeyTerms, Scope
from seawall.reports import queries, receipts
from seawall.reports.actions import hand_in
from seawall.reports.models import Bundle, Report, Submission
from seawall.reports.receiving.door import LIMITS
from seawall.reports.receiving.handing import handing_of
from seawall.reports.receiving.report_in import MOST_BYTES, read
from seawall.reports.tests.conftest import HOLDER

URL = "https://pictures.example/album/77"
WHOLE: dict[str, Any] = {
    "reference": "ticket 4711",
    "about": "pictures",
    "text": "Our filter found it, and a colleague has looked at the page and agreed.",
    "happened_at": "2026-11-20T10:00:00+01:00",
    "urls": [URL],
    "fingerprints": [{"kind": "sha256", "value": "ab" * 32}],
    "accounts": [{"name": "user-7", "service": "Example Chat"}],
    "phones": ["+4915112345678"],
    "connections": [{"ip": "192.0.2.7", "port": 4711, "at": "2026-11-20T09:59:00Z", "what": "upload"}],
    "contact": "abuse@provider.example",
}


AHEAD = "2999-11-20T10:00:00Z"


def short(**more: Any) -> dict[str, Any]:
    return {"reference": "ticket 1", "about": "pictures", "urls": [URL], **more}


def test_it_becomes_a_report(secret, send):
    answer = send(secret, WHOLE)

    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["completeness"] == {"points": 100, "complete": True, "missing": []}
    report = Report.objects.get()
    assert (report.channel, report.danger, report.language) == ("provider", "no", "en")
    assert report.submission.id == body["id"] and not body["again"] and not body["test"]
    subjects = {(s.kind, s.value.secret) for s in report.subjects.all()}
    assert subjects == {
        ("url", URL),
        ("fingerprint", "ab" * 32),
        ("account", "user-7 (Example Chat)"),
        ("phone", "+4915112345678"),
    }
    details = unseal("reports.details", report.sealed_details)
    assert "192.0.2.7 port 4711 at 2026-11-20T09:59:00.000000Z (upload)" in details
    assert Bundle.objects.get().state == "received"


def test_no_code_opens_it_for_a_machine_hears_none(secret, send, hotline):
    send(secret, WHOLE)
    token = digest("reports.hand-in", f"{hotline.id}\n{HOLDER}\n{WHOLE['reference']}")
    assert Report.objects.get().token_digest == receipts.token_digest(token)
    with pytest.raises(NotFound):
        queries.receipt_for(Actor.reporter(hotline.id), receipts.code_of(token))


def test_the_trail_says_who_handed_it_in_and_nothing_of_what(secret, key, send):
    send(secret, WHOLE)
    line = Line.objects.get(what="reports.handed_in")
    assert key.key_id in line.body
    bodies = " ".join(Line.objects.values_list("body", flat=True))
    assert not any(word in bodies for word in ("pictures.example", "user-7", "192.0.2", "4711", "abuse@"))


def test_the_key_shows_that_it_is_in_use(secret, send):
    assert AccessKey.objects.get().last_used_at is None
    send(secret, WHOLE)
    assert AccessKey.objects.get().last_used_at


def test_it_says_what_each_missing_field_would_help(secret, send, node_client):
    told = send(secret, short()).json()["completeness"]
    assert told["points"] == 40 and not told["complete"]
    fields = [one["field"] for one in told["missing"]]
    assert fields[:2] == ["fingerprints", "accounts"] and "connections[].port" in fields
    assert all(one["why"] and one["points"] for one in told["missing"])
    # What is missing is never refused, and each field brings what was said.
    more = send(secret, short(reference="2", fingerprints=WHOLE["fingerprints"])).json()["completeness"]
    assert more["points"] == 70 and more["complete"]


def test_the_same_again_is_the_same_report(secret, opened, send):
    first = send(secret, WHOLE).json()
    again = send(secret, json.dumps(WHOLE, indent=3).encode()).json()
    # Also with another key of the same organisation.
    third = send(opened(), dict(reversed(WHOLE.items()))).json()
    assert (again["id"], again["again"]) == (third["id"], third["again"]) == (first["id"], True)
    assert Report.objects.count() == Submission.objects.count() == 1


def test_other_content_under_the_same_reference_is_refused(secret, send):
    send(secret, WHOLE)
    other = send(secret, WHOLE | {"danger": "now"})
    assert other.status_code == 409 and "reference" in other.json()["message"]
    assert Report.objects.count() == 1 and not Bundle.objects.get().danger_now


def test_two_organisations_may_use_the_same_reference(secret, opened, send):
    ids = {send(one, short()).json()["id"] for one in (secret, opened(holder="Another Host"))}
    assert len(ids) == 2 and Bundle.objects.get().received_count == 2


def test_danger_now_is_urgent(secret, send):
    send(secret, short(danger="now"))
    assert Bundle.objects.get().urgent


def test_what_is_known_bothers_nobody_again(secret, send, mara, mika, actor_of):
    known = sha256()
    a_confirmed_item(actor_of(mara), actor_of(mika), known)
    body = {"reference": "1", "about": "pictures", "fingerprints": [{"kind": "sha256", "value": known.value}]}
    assert send(secret, body).status_code == 200
    assert Report.objects.get().decided_unseen


def test_a_test_never_becomes_a_report(secret, send, ask, mara, actor_of):
    told = send(secret, WHOLE | {"test": True, "danger": "now"}).json()
    assert told["test"] and told["completeness"]["points"] == 100
    assert not Report.objects.exists() and not Bundle.objects.exists()
    kept = Submission.objects.get()
    assert (kept.state, kept.report_id, kept.sealed_document) == ("finished", None, "")
    assert queries.worklist_for(actor_of(mara)).bundles == []
    assert ask(secret, told["id"]).json()["stage"] == "received"
    # Later it may come in earnest under the same name.
    assert not send(secret, WHOLE).json()["again"]
    assert Report.objects.count() == 1


def test_a_key_for_tests_hands_in_nothing_else(opened, send):
    secret = opened(Scope.TEST_REPORTS)
    assert send(secret, short(test=True)).status_code == 200
    refused = send(secret, short())
    assert refused.status_code == 403 and "test: true" in refused.json()["message"]
    assert not Report.objects.exists()


def test_it_tells_what_became_of_it(secret, send, ask):
    told = send(secret, short()).json()
    before = ask(secret, told["id"]).json()
    assert (before["stage"], before["led_to_action"], before["complete"]) == ("received", None, False)
    assert set(before) == {"id", "test", "received_on", "complete", "stage", "led_to_action"}

    report = Report.objects.get()
    report.subjects.update(decision="remove", decided_at="2026-11-22T12:00:00Z", removal="held")
    Bundle.objects.update(state="decided", outcome="removal", decided_at="2026-11-22T12:00:00Z")
    # That police have asked to wait is nobody's business.
    assert ask(secret, told["id"]).json()["stage"] == "assessed"
    report.subjects.update(removal="gone", gone_at="2026-11-22T13:00:00Z")
    after = ask(secret, told["id"]).json()
    assert (after["stage"], after["led_to_action"]) == ("gone", True)


def test_of_others_and_unknown_are_one_answer(secret, opened, send, ask):
    mine = send(secret, short()).json()["id"]
    stranger = opened(holder="Another Host")
    foreign = ask(stranger, mine)
    unknown = [
        ask(stranger, name) for name in ("smn_01kabcdefghjkmnpqrstvwxyz0", "rep_x", "17", "9" * 40, "%")
    ]
    assert {answer.status_code for answer in (foreign, *unknown)} == {404}
    assert len({answer.content for answer in (foreign, *unknown)}) == 1
    # Another key of the same organisation learns it.
    assert ask(opened(), mine).status_code == 200


def test_nobody_comes_in_without_a_key(secret, send):
    for wrong in ("", "seawall_wrong", secret + "x"):
        assert send(wrong, short()).status_code == 401
    handing = handing_of(read(json.dumps(short()).encode()), HOLDER)
    with pytest.raises(Refused):
        hand_in(handing, key=None, actor=Actor.reporter("agc_x"))


@pytest.mark.usefixtures("one_minute")
def test_a_key_for_another_door_is_refused_and_that_leaves_a_line(hotline, ada, rena, actor_of, secret, send):
    known = a_list(actor_of(rena))
    terms = KeyTerms((Scope.MATCH,), (known.id,), Limits(1, 1), clock.in_future(days=1))
    _key, other = open_access_key(hotline, HOLDER, terms=terms, actor=actor_of(ada))
    assert send(other, short()).status_code == 403
    # Of the machine that may come in and is refused then.
    assert [send(secret, b"garbage").status_code for _ in range(2)] == [422, 422]
    lines: list[Any] = []
    drain(lines.extend)
    assert [line.deed.what for line in lines] == ["reports.hand_in_refused"]


@pytest.mark.parametrize(
    ("spoiled", "field"),
    [
        ({"reference": ""}, "reference"),
        ({"reference": "x" * 201}, "reference"),
        ({"reference": None}, "reference"),
        ({"about": "else"}, "about"),
        ({"test": "yes"}, "test"),
        ({"danger": True}, "danger"),
        ({"text": "x" * 20_001}, "text"),
        ({"language": "english"}, "language"),
        ({"happened_at": "yesterday"}, "happened_at"),
        ({"happened_at": "2026-11-20T10:00:00"}, "happened_at"),
        ({"urls": "https://a.example"}, "urls"),
        ({"urls": ["not an address"]}, "urls[0]"),
        ({"urls": [URL, "x" * 3000]}, "urls[1]"),
        ({"urls": [URL] * 51}, "urls"),
        ({"fingerprints": [{"kind": "pdq", "value": "ab" * 32}]}, "fingerprints[0].kind"),
        ({"fingerprints": [{"kind": "md5", "value": "ab" * 32}]}, "fingerprints[0].value"),
        ({"accounts": [{"name": ""}]}, "accounts[0].name"),
        ({"accounts": [{"name": "  "}]}, "accounts[0].name"),
        ({"accounts": [{"name": "x", "picture": "y"}]}, "accounts[0]"),
        ({"phones": ["0151 12345678"]}, "phones[0]"),
        ({"connections": [{"ip": "300.1.1.1"}]}, "connections[0].ip"),
        ({"connections": [{"ip": "192.0.2.1", "port": 70000}]}, "connections[0].port"),
        ({"country": "de"}, "country"),
        ({"contact": "x" * 301}, "contact"),
        ({"picture": "data"}, "*"),
        ({"text": "a\0b"}, "text"),
        ({"accounts": [{"name": "a\0b"}]}, "accounts"),
        ({"urls": []}, "text"),
    ],
)
def test_each_fault_names_its_field_and_how_to_mend_it(secret, send, spoiled, field):
    answer = send(secret, short(**spoiled))
    assert answer.status_code == 422
    fields = answer.json()["fields"]
    assert list(fields) == [field] and len(fields[field]) > 10
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("happened_at", {"happened_at": AHEAD}),
        ("connections[0].at", {"connections": [{"ip": "192.0.2.7", "at": AHEAD}]}),
    ],
)
def test_a_time_that_lies_ahead_is_refused_with_a_word_of_why(secret, send, field, told):
    fields = send(secret, short(**told)).json()["fields"]
    assert list(fields) == [field] and "lies more than a day ahead" in fields[field]
    assert not Submission.objects.exists()


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "0224-11-20T10:00:00Z", "1899-12-31T23:59:59Z"])
@pytest.mark.parametrize("field", ["happened_at", "connections[0].at"])
def test_a_time_of_another_century_is_refused_with_a_word_of_why(secret, send, field, at):
    told = {"happened_at": at} if field == "happened_at" else {"connections": [{"ip": "192.0.2.7", "at": at}]}
    fields = send(secret, short(**told)).json()["fields"]
    assert list(fields) == [field] and "before 1900" in fields[field]
    assert not Submission.objects.exists()


def test_a_clock_that_is_hours_off_is_no_reason_to_refuse(secret, send):
    soon = clock.stamp(clock.in_future(hours=20))
    assert send(secret, short(happened_at=soon)).status_code == 200


def test_several_faults_are_told_at_once(secret, send):
    fields = send(secret, {"test": 3, "danger": "x", "text": "t"}).json()["fields"]
    assert set(fields) == {"reference", "about", "test", "danger"}


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[]", b'"x"', b"{", b"[" * 100_000, b"null"])
def test_garbage_is_told_as_such(secret, send, body):
    assert send(secret, body).status_code == 422
    assert not Submission.objects.exists()


def test_what_is_too_large_is_not_read(secret, send):
    answer = send(secret, b" " * (MOST_BYTES + 1))
    assert answer.status_code == 413


def test_a_phone_number_as_at_home_needs_its_country(secret, send):
    assert send(secret, short(phones=["0151 12345678"], country="DE")).status_code == 200


@pytest.mark.usefixtures("one_minute")
def test_its_limit_is_its_own(secret, opened, send, monkeypatch):
    monkeypatch.setattr("seawall.reports.receiving.door.LIMITS", type(LIMITS)(per_minute=2, per_day=9))
    assert [send(secret, short(reference=str(n))).status_code for n in range(3)] == [200, 200, 429]
    assert send(opened(holder="Another Host"), short()).status_code == 200


def test_it_is_described_for_programs(node_client):
    page = node_client.get(node_client.at("api:openapi-json")).json()
    post = page["paths"]["/api/v1/reports"]["post"]
    assert {"200", "401", "403", "409", "413", "422", "429", "503"} <= set(post["responses"])
    names = post["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert {"reference", "about", "urls", "test"} <= set(names)
