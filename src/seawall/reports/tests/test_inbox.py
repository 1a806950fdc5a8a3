"""The inbox for reports: what agreed partners send becomes reports, whatever breaks on the way, and nothing else does."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.core.keys import unseal
from seawall.core.outside import mailbox as outside
from seawall.core.outside import pinned
from seawall.people.models import Staff
from seawall.reports.actions.ask_mail_run import ask_mail_run
from seawall.reports.actions.lease_inbox import lease_inbox
from seawall.reports.actions.set_inbox import set_inbox
from seawall.reports.actions.take_mail import MailLeaseLost, take_mail
from seawall.reports.mail_judging import judge, partners_of
from seawall.reports.mail_reading import LEASE, read_due
from seawall.reports.mail_terms import InboxTerms
from seawall.reports.models import Inbox, Mail, Report, Submission
from seawall.wire.mail_sender import sender_of
from tests.peers.imap import HOST, ImapServer

SERVER = "mx.hotline.example"
SENDER = "abuse@host.example"
PROVEN = f"Authentication-Results: {SERVER}; spf=pass smtp.mailfrom=host.example; dkim=pass (good) header.d=host.example"
PARTNERS = f"{SENDER}; Example Hosting\nTests@Lab.example; Example Lab; tests"


def xarf(**more: Any) -> dict[str, Any]:
    party = {"org": "Example Hosting", "contact": "abuse@host.example", "domain": "host.example"}
    return {
        "xarf_version": "4.2.0",
        "report_id": str(uuid4()),
        "timestamp": "2026-11-20T10:00:00Z",
        "reporter": party,
        "sender": party,
        "source_identifier": "192.0.2.7",
        "category": "content",
        "type": "csam",
        "url": "https://pictures.example/album/7",
        "classification": "baseline",
        "detection_method": "hash_match",
        "hash_values": {"sha256": "ab" * 32},
        **more,
    }


def a_mail(
    *reports: dict[str, Any], sender: str = SENDER, head: str = PROVEN, text: str = "We found this."
) -> bytes:
    parts = [f"Content-Type: text/plain\r\n\r\n{text}\r\n"]
    parts += [f"Content-Type: application/json\r\n\r\n{json.dumps(one)}\r\n" for one in reports]
    parts.append("Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n")
    body = "".join(f"--b\r\n{part}" for part in parts) + "--b--\r\n"
    lines = [
        head,
        f"From: Abuse desk <{sender}>",
        f"Message-ID: <{uuid4()}@host.example>",
        "MIME-Version: 1.0",
    ]
    lines.append('Content-Type: multipart/mixed; boundary="b"')
    return ("\r\n".join(filter(None, lines)) + "\r\n\r\n" + body).encode()


@pytest.fixture
def server(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    with ImapServer(tmp_path) as running:
        # As an operator makes a certificate of their own known to the machine.
        monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
        pinned.trusting.cache_clear()
        yield running
    pinned.trusting.cache_clear()


@pytest.fixture
def terms(server: ImapServer) -> InboxTerms:
    post = server.post
    return InboxTerms(
        HOST, server.port, post.user, post.password, "INBOX", "Done", SERVER, PARTNERS, 10, True
    )


@pytest.fixture
def box(terms: InboxTerms, ada: Staff, actor_of: Any) -> Inbox:
    return set_inbox(terms, actor=replace(actor_of(ada), fresh=True))


def run(box: Inbox) -> Inbox:
    Inbox.objects.update(due_at=box.created_at)
    read_due()
    box.refresh_from_db()
    return box


def fates() -> list[str]:
    return list(Mail.objects.order_by("id").values_list("fate", flat=True))


def test_a_partner_s_mail_becomes_a_report(server, box):
    uid = server.post.put(a_mail(xarf()))
    run(box)

    report = Report.objects.get()
    assert (report.channel, report.submission.door, report.submission.holder) == (
        "partner",
        "mail",
        "Example Hosting",
    )
    assert {subject.kind for subject in report.subjects.all()} == {"url", "fingerprint"}
    details = unseal("reports.details", report.sealed_details)
    assert "source: 192.0.2.7" in details and "We found this." in details
    assert (box.last_uid, box.trouble, fates()) == (uid, "", ["taken"])
    # Marked and put away only now that it is kept; a picture beside it was dropped by whoever read it.
    assert server.post.moved == {uid: "Done"} and uid in server.post.seen
    bodies = " ".join(Line.objects.values_list("body", flat=True))
    assert "reports.inbox_read" in Line.objects.values_list("what", flat=True)
    assert not any(word in bodies for word in ("pictures.example", SENDER, "invented password"))


def test_the_same_again_is_the_same_report(server, box):
    told = xarf()
    server.post.put(a_mail(told))
    server.post.put(a_mail(told, text="We send it once more."))
    run(box)
    assert Report.objects.count() == 1 and fates() == ["taken", "known"]
    # The server gives its numbers out anew and everything is there again: nothing is doubled.
    server.post.validity, server.post.messages = 8, {}
    server.post.moved.clear()
    mail = a_mail(xarf())
    server.post.put(mail)
    run(box)
    server.post.validity, server.post.moved = 9, {}
    server.post.put(mail)
    run(box)
    assert Report.objects.count() == 2 and box.validity == 9 and Mail.objects.count() == 3


def test_tests_are_kept_apart(server, box):
    head = PROVEN.replace("host.example", "lab.example")
    server.post.put(a_mail(xarf(), sender="tests@lab.example", head=head))
    run(box)
    assert fates() == ["test"] and not Report.objects.exists()
    assert Submission.objects.get().test


@pytest.mark.parametrize(
    ("mail", "fate"),
    [
        (a_mail(xarf(), sender="somebody@else.example"), "stranger"),
        (a_mail(xarf(), head=""), "unproven"),
        (a_mail(xarf(), head=PROVEN.replace("pass", "fail")), "unproven"),
        (a_mail(xarf(), head=PROVEN.replace(SERVER, "mx.attacker.example")), "unproven"),
        (
            a_mail(xarf(), head=PROVEN.replace("host.example;", "evil.example;").replace("d=host", "d=evil")),
            "unproven",
        ),
        # The first counts: a forged one below it does not.
        (a_mail(xarf(), head=f"Authentication-Results: other; none\r\n{PROVEN}"), "unproven"),
        (a_mail(xarf(), head=PROVEN + f"\r\nFrom: <{SENDER}>"), "stranger"),
        (a_mail(), "other"),
        (b"Subject: hello\r\n\r\nhello", "other"),
        (b"", "other"),
        (b"\xff\x00" * 2_000, "other"),
        (a_mail({"a": 1}), "other"),
        (a_mail(xarf(url="not an address")), "faulty"),
        (a_mail(xarf(classification="Z9")), "faulty"),
        (a_mail(xarf(type="botnet")), "other"),
    ],
)
def test_what_is_not_ours_is_left_and_counted(server, box, mail, fate):
    uid = server.post.put(mail)
    good = server.post.put(a_mail(xarf()))
    run(box)
    assert fates() == [fate, "taken"] and Report.objects.count() == 1
    assert uid in server.post.messages and uid not in server.post.seen and good in server.post.moved
    assert bool(box.strangers_since) == (fate != "other")
    run(box)
    assert fates() == [fate, "taken"]


@pytest.mark.parametrize(
    "spoiled",
    [
        b'{"xarf_version": "4.2.0", "category": "content",',
        json.dumps(xarf()).encode("utf-16"),
        json.dumps(xarf(description="Gr\u00fc\u00dfe"), ensure_ascii=False).encode("latin-1"),
        json.dumps(xarf(url="not an address")).encode(),
        json.dumps(xarf(timestamp="2999-01-01T00:00:00Z")).encode(),
    ],
    ids=("cut", "utf-16", "latin-1", "no address", "ahead"),
)
def test_what_an_agreed_sender_has_spoiled_wants_a_look_and_the_rest_is_taken(server, box, spoiled):
    head, _, tail = a_mail(xarf(), xarf()).rpartition(b"Content-Type: application/json\r\n\r\n")
    server.post.put(
        head + b"Content-Type: application/json\r\n\r\n" + spoiled + tail[tail.index(b"\r\n--b") :]
    )
    run(box)
    assert fates() == ["faulty"] and Report.objects.count() == 1
    assert box.strangers_since and not server.post.moved
    # From somebody else it is nothing.
    alone = a_mail(sender="x@else.example").replace(b"image/png", b"application/json")
    server.post.put(alone)
    run(box)
    assert fates() == ["faulty", "other"]


def test_a_reference_with_another_content_is_left_for_a_person(server, box):
    told = xarf()
    server.post.put(a_mail(told))
    server.post.put(a_mail({**told, "url": "https://pictures.example/other"}))
    run(box)
    assert fates() == ["taken", "faulty"] and Report.objects.count() == 1


def test_what_is_too_large_is_never_fetched(server, box):
    server.post.put(a_mail(xarf()))
    server.post.claimed_size = 100 << 20
    run(box)
    assert server.post.fetched == [] and fates() == ["too_large"] and box.strangers_since


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [("mute", "timed_out"), ("cut", "not_imap"), ("huge", "too_large"), ("garbage", "not_imap")],
)
def test_a_server_that_breaks_is_named_and_tried_again(server, box, fault, trouble, monkeypatch):
    monkeypatch.setattr(outside.opened.__wrapped__, "__kwdefaults__", {"seconds": 2.0})
    server.post.put(a_mail(xarf()))
    server.post.fault = fault
    run(box)
    assert box.trouble == trouble and box.due_at and box.misses == 1 and not Report.objects.exists()
    server.post.fault = ""
    run(box)
    assert box.trouble == "" and Report.objects.count() == 1


def test_a_wrong_password_is_not_tried_again_by_itself(server, box):
    server.post.password = "another one"
    run(box)
    assert box.trouble == "refused" and box.due_at is None and server.post.logins == 1
    assert read_due() == 0 and server.post.logins == 1


def test_the_page_tells_when_trouble_began_and_what_the_last_try_met(server, box, ada, staff_client):
    server.post.fault = "garbage"
    began = run(box).trouble_since
    server.post.fault, server.post.password = "", "another one"
    assert run(box).trouble_since == began
    page = staff_client(ada).get("/reports/mailbox/").content.decode()
    assert (
        f"There has been trouble since {began:%Y-%m-%d %H:%M}. What stands above is what the last try met."
        in page
    )
    assert "The mail server does not let us in." in page


def test_a_folder_that_is_not_there_stops_it(server, terms, ada, actor_of):
    box = set_inbox(replace(terms, folder="Elsewhere"), actor=replace(actor_of(ada), fresh=True))
    assert run(box).trouble == "no_folder" and box.due_at is None


def test_a_certificate_that_nobody_trusts_gets_no_password(server, box, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    pinned.trusting.cache_clear()
    assert run(box).trouble == "certificate" and server.post.logins == 0
    # The operator adds the authority and presses "Run now": the program is not started anew.
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    assert run(box).trouble == "" and server.post.logins == 1


def test_a_server_inside_is_not_asked(server, box, settings):
    settings.ALLOW_NETWORKS = []
    assert run(box).trouble == "inside" and server.post.logins == 0


def test_whoever_lost_the_lease_takes_nothing(server, box, hotline, actor_of):
    system = Actor.system(hotline.id)
    lease = lease_inbox(box, LEASE, actor=system)
    assert lease and not lease_inbox(box, LEASE, actor=system)
    judged = judge(a_mail(xarf()), partners_of(box.partners), SERVER)
    with pytest.raises(MailLeaseLost):
        take_mail(box, judged, uid=1, lease="another", actor=system)
    assert not Report.objects.exists() and not Mail.objects.exists()
    assert take_mail(box, judged, uid=1, lease=lease, actor=system) == "taken"


def test_another_server_never_gets_the_old_password(box, terms, ada, actor_of):
    actor = replace(actor_of(ada), fresh=True)
    kept = set_inbox(replace(terms, password="", minutes=20), actor=actor)
    assert kept.minutes == 20 and kept.id == box.id
    for moved in (
        replace(terms, password="", host="mail.attacker.example"),
        replace(terms, password="", port=1),
    ):
        with pytest.raises(Invalid) as told:
            set_inbox(moved, actor=actor)
        assert list(told.value.fields) == ["password"]
    assert terms.password not in json.dumps(list(Inbox.objects.values()), default=str)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"host": "a b"}, "host"),
        ({"host": ""}, "host"),
        ({"port": 0}, "port"),
        ({"user": 'a" "b'}, "user"),
        ({"user": "a\r\nA LOGOUT"}, "user"),
        ({"password": "pä"}, "password"),
        ({"folder": 'IN"BOX'}, "folder"),
        ({"done_folder": "INBOX"}, "done_folder"),
        ({"server": ""}, "server"),
        ({"partners": ""}, "partners"),
        ({"partners": "nobody"}, "partners"),
        ({"partners": "a@b.example; "}, "partners"),
        ({"partners": "a@b.example; X\nA@B.example; Y"}, "partners"),
        ({"partners": "a@b.example; X; perhaps"}, "partners"),
        ({"minutes": 0}, "minutes"),
    ],
)
def test_each_wrong_word_is_named(terms, ada, actor_of, wrong, field):
    with pytest.raises(Invalid) as told:
        set_inbox(replace(terms, **wrong), actor=replace(actor_of(ada), fresh=True))
    assert list(told.value.fields) == [field] and not Inbox.objects.exists()


def test_nobody_else_sets_or_reads_it(box, terms, ada, mara, jonas, actor_of):
    for nobody in (replace(actor_of(mara), fresh=True), None):
        with pytest.raises(Refused):
            set_inbox(terms, actor=nobody)
        with pytest.raises(Refused):
            ask_mail_run(box, actor=nobody)
        with pytest.raises(Refused):
            lease_inbox(box, LEASE, actor=nobody)
    with pytest.raises(StepUpNeeded):
        set_inbox(terms, actor=replace(actor_of(ada), fresh=False))


def test_switched_off_it_is_not_read(server, box, terms, ada, actor_of):
    actor = replace(actor_of(ada), fresh=True)
    off = set_inbox(replace(terms, reads=False), actor=actor)
    with pytest.raises(WrongState):
        ask_mail_run(off, actor=actor)
    assert read_due() == 0 and server.post.logins == 0


@pytest.mark.parametrize(
    ("result", "proven"),
    [
        ("mx; dmarc=pass header.from=host.example", True),
        ("MX 1; spf=pass smtp.mailfrom=bounce@host.example", True),
        ("mx; dkim=pass header.d=host.example header.s=a", True),
        ("mx; dkim=pass header.d=example", False),
        ("mx; dkim=passed header.d=host.example", False),
        ("mx; dkim=fail (dkim=pass header.d=host.example)", False),
        ("mx; dkim=fail; x=y header.d=host.example", False),
        ("mx.evil; dkim=pass header.d=host.example", False),
        ("(mx) evil; dkim=pass header.d=host.example", False),
        ("mx", False),
        ("(" * 9_000, False),
    ],
)
def test_only_the_own_mail_server_s_word_proves_a_sender(result, proven):
    mail = f"Authentication-Results: {result}\r\nFrom: <abuse@host.example>\r\n\r\n".encode()
    assert sender_of(mail, "mx").proven is proven
    assert not sender_of(mail, "").proven
