"""The door for CyberTipline clients: from submit to finish, and what goes wrong on the way."""

import hashlib
import json
import struct
import sys
import zlib
from datetime import timedelta
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.jobs import settle
from seawall.core.keys import unseal
from seawall.people.states import Scope
from seawall.reports import jobs
from seawall.reports.actions import open_submission
from seawall.reports.models import Bundle, Report, Submission, SubmittedFile
from seawall.reports.tests.tipline import (
    BOUNDARY,
    FILE_ID,
    MD5,
    PAGE,
    REPORTED,
    SHA1,
    VICTIM,
    Provider,
    a_report,
    details_of,
    multipart,
)
from seawall.wire.cybertip.own_schema import schema_text

BASIS = "§ 99 of the invented act on examples"


def test_a_client_reports_from_submit_to_finish(client):
    assert client.status().code == 0
    opened = client.submit(a_report(REPORTED + VICTIM, notes="He wrote to her every day."))
    assert (opened.status, opened.code) == (200, 0) and opened.headers[
        "Content-Type"
    ] == "text/xml; charset=utf-8"
    number = opened.number
    assert not Report.objects.exists()
    told = client.fileinfo(details_of(number))
    assert (told.code, told.number) == (0, number)
    done = client.finish(number)

    assert done.tree.tag == "reportDoneResponse" and done.code == 0
    assert (done.number, done.file_ids) == (number, [FILE_ID])
    report = Report.objects.get()
    assert (report.channel, report.seen, report.danger) == ("provider", "contact", "no")
    assert {(s.kind, s.value.secret) for s in report.subjects.all()} == {
        ("url", PAGE),
        ("url", "https://chat.example/user-7"),
        ("account", "user-7 (Example Chat)"),
        ("account", "someone@mail.example (e-mail)"),
        ("phone", "+4915112345678"),
        ("fingerprint", MD5),
    }
    assert unseal("reports.text", report.sealed_text) == "He wrote to her every day."
    details = unseal("reports.details", report.sealed_details).splitlines()
    assert "incidentSummary.incidentType: solicitation of children for sexual purposes" in details
    assert "victim.screenName: child-3" in details and f"originalFileHash: {MD5} (hashType: MD5)" in details
    kept = Submission.objects.get()
    assert (kept.state, kept.sealed_document, kept.report_id) == ("finished", "", report.id)
    assert kept.completeness == 100 and not SubmittedFile.objects.exists()


def test_what_becomes_of_it_is_asked_by_its_number(client, ask):
    number = client.submit().number
    assert ask(client.secret, str(number)).status_code == 404
    client.finish(number)
    assert ask(client.secret, str(number)).json()["stage"] == "received"


def test_the_trail_follows_it_and_holds_nothing_of_it(client):
    number = client.submit(a_report(REPORTED)).number
    client.fileinfo(details_of(number))
    client.finish(number)
    lines = Line.objects.filter(what__startswith="reports.").order_by("seq")
    assert [line.what for line in lines] == [
        "reports.submission_opened",
        "reports.file_described",
        "reports.filed",
        "reports.handed_in",
    ]
    bodies = " ".join(line.body for line in lines)
    assert not any(word in bodies for word in ("example", "user-7", MD5, str(number), FILE_ID))


def test_a_reason_for_urgency_is_danger_now(client):
    client.finish(client.submit(a_report(urgent="They will meet tomorrow.")).number)
    assert Bundle.objects.get().danger_now


HAPPENED, USED = b"2026-01-02T03:04:05Z", b"2026-01-02T03:00:00Z"
USED_ONCE = (
    "<personOrUserReported><espIdentifier>4711</espIdentifier><ipCaptureEvent><ipAddress>192.0.2.9</ipAddress>"
    f"<eventName>Login</eventName><dateTime>{USED.decode()}</dateTime></ipCaptureEvent></personOrUserReported>"
)


@pytest.mark.parametrize(
    ("happened", "used", "lost"),
    [
        (HAPPENED, USED, 0),
        (b"2999-01-02T03:04:05Z", USED, 10),
        (HAPPENED, b"2999-01-02T03:00:00+02:00", 20),
        (b"9999-12-31T23:59:59-14:00", b"9999-12-31T23:59:59-14:00", 30),
        (b"0001-01-01T00:00:00+14:00", b"0001-01-01T00:00:00+14:00", 30),
        # Without a zone: it is known to the day, and a day is what clocks may be off.
        (b"2026-01-02T03:04:05", b"2026-01-02T03:00:00", 0),
        (b"2999-01-02T03:04:05", b"2999-01-02T03:00:00", 30),
    ],
)
def test_a_time_that_cannot_have_been_counts_as_missing(client, ask, happened, used, lost):
    document = a_report(USED_ONCE, url="").replace(HAPPENED, happened).replace(USED, used)
    number = client.submit(document).number
    assert client.finish(number).code == 0
    assert Submission.objects.get().completeness == 70 - lost
    assert ask(client.secret, str(number)).json()["complete"] is (lost <= 10)


def test_where_nothing_is_named_a_person_reads_it(client):
    client.finish(client.submit(a_report(url="")).number)
    report = Report.objects.get()
    assert not report.decided_unseen and report.bundle.state == "received"


def test_its_schema_is_our_own(client):
    answer = client.call("GET", "xsd")
    assert answer.body == schema_text() and answer.status == 200


@pytest.mark.parametrize("multi", [False, True], ids=["urlencoded", "multipart"])
def test_either_kind_of_form_is_read(client, multi):
    first, second = client.submit().number, client.submit().number
    assert client.retract(first, multi=multi).code == 0
    assert client.finish(second, multi=multi).code == 0


# The lifecycle


def test_what_is_finished_stays(client):
    number = client.submit().number
    client.finish(number)
    again = [client.finish(number), client.retract(number), client.fileinfo(details_of(number))]
    assert [answer.code for answer in again] == [5102] * 3
    assert Report.objects.count() == 1


def test_what_is_retracted_is_gone(client):
    number = client.submit().number
    client.fileinfo(details_of(number))
    assert client.retract(number).code == 0
    kept = Submission.objects.get()
    assert (kept.state, kept.sealed_document, kept.ends_at) == ("retracted", "", None)
    assert not SubmittedFile.objects.exists()
    again = [client.retract(number), client.finish(number), client.fileinfo(details_of(number))]
    assert [answer.code for answer in again] == [5101] * 3
    assert not Report.objects.exists()


def test_what_is_never_finished_expires(client):
    number = client.submit().number
    with clock.at(clock.now() + timedelta(hours=23, minutes=30)):
        assert client.fileinfo(details_of(number)).code == 0
    # An hour after the last change.
    with clock.at(clock.now() + timedelta(hours=24, minutes=20)):
        assert client.fileinfo(details_of(number)).code == 0
    with clock.at(clock.now() + timedelta(hours=25, minutes=30)):
        assert client.finish(number).code == 5001
        jobs.expire_drafts.enqueue()
        settle()
    kept = Submission.objects.get()
    assert (kept.state, kept.sealed_document) == ("expired", "")
    assert not SubmittedFile.objects.exists()
    assert Line.objects.filter(what="reports.submission_expired").count() == 1
    codes = [
        client.finish(number).code,
        client.retract(number).code,
        client.fileinfo(details_of(number)).code,
    ]
    assert codes == [5001] * 3


def test_a_draft_that_has_time_is_left_alone(client):
    number = client.submit().number
    with clock.at(clock.now() + timedelta(hours=23)):
        jobs.expire_drafts.enqueue()
        settle()
        assert client.finish(number).code == 0


def test_tests_are_kept_apart_by_the_key(provider, ask):
    tester, earnest = provider(Scope.TEST_REPORTS), provider()
    number = tester.submit().number
    # One world knows nothing of the other, though it is one organisation.
    assert "tests" in tester.status().text("responseDescription")
    assert tester.finish(number).code == 0
    assert not Report.objects.exists() and Submission.objects.get().test
    other = earnest.submit().number
    assert tester.finish(other).code == tester.retract(other).code == 5001
    assert ask(tester.secret, str(other)).status_code == 404


# Who comes in


def test_nobody_comes_in_without_the_right_name_and_secret(client, provider, node_client, opened):
    other = provider(holder="Another Host")
    wrong = [
        Provider(client.ask, client.name, "seawall_wrong"),
        Provider(client.ask, "key_wrong", client.secret),
        Provider(client.ask, other.name, client.secret),
        Provider(client.ask, "", ""),
    ]
    for one in wrong:
        answer = one.submit()
        assert (answer.status, answer.body) == (401, b"") and "Basic" in answer.headers["WWW-Authenticate"]
    for header in ("", "Bearer " + client.secret, "Basic ???", "Basic /w==", "Basic YWJj"):
        told = node_client.get("/ispws/status", headers={"Authorization": header} if header else {})
        assert (told.status_code, told.content) == (401, b"")


def test_another_s_report_is_one_that_is_not_there(client, provider):
    number = client.submit().number
    stranger = provider(holder="Another Host")
    for deed in (stranger.finish, stranger.retract, lambda n: stranger.fileinfo(details_of(n))):
        foreign, unknown = deed(number), deed(number + 1)
        assert (foreign.code, foreign.body, foreign.status) == (5001, unknown.body, unknown.status)
    # Another key of the same organisation goes on.
    assert provider().finish(number).code == 0


def test_another_method_or_address_is_told_in_the_format(client):
    answer = client.call("GET", "submit")
    assert (answer.status, answer.code, answer.headers["Allow"]) == (405, 4000, "POST")
    assert client.call("POST", "status", b"x", "text/xml").status == 405
    assert client.call("GET", "else/where").status == 404


# What is sent


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"no xml at all", 4110),
        (b"<report>", 4110),
        (a_report()[:-40], 4110),
        (a_report() + a_report(), 4110),
        (b"\xff\xfe\x00", 4110),
        (b'<!DOCTYPE r [<!ENTITY a "b">]>' + a_report(), 4110),
        (b'<!DOCTYPE r [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><report>&b;</report>', 4110),
        (b"<report>" * 100 + b"</report>" * 100, 4110),
        (b"<report/>", 4100),
        (b"<fileDetails/>", 4100),
        (a_report().replace(b"2026-01-02T03:04:05Z", b"yesterday"), 4100),
        (a_report(more="<unknown/>"), 4100),
        (a_report(more="<reporter/>"), 4100),
        (a_report().decode().encode("utf-16"), 4000),
    ],
)
def test_what_is_no_report_is_refused_with_its_code(client, document, code):
    answer = client.submit(document)
    assert (answer.status, answer.code) == (200, code)
    assert answer.text("responseDescription") and not Submission.objects.exists()


def test_a_fault_names_line_and_field_and_never_the_value(client):
    spoiled = a_report().replace(b"2026-01-02T03:04:05Z", b"secretly")
    words = client.submit(spoiled).text("responseDescription")
    assert "line 1" in words and "incidentDateTime" in words and "secretly" not in words


def test_what_is_too_large_is_not_read(client):
    big = client.submit(b"<report>" + b" " * (30 << 20) + b"</report>")
    assert (big.status, big.code) == (413, 4000)
    long = "<additionalInfo>" + "x" * 500_001 + "</additionalInfo>"
    assert client.submit(a_report(more=long)).code == 4000
    assert not Submission.objects.exists()


def test_files_are_counted_together(client):
    number = client.submit().number
    note = f"<additionalInfo>{'x' * 200_000}</additionalInfo>"
    ids = [f"{place:032x}" for place in range(3)]
    codes = [client.fileinfo(details_of(number, one, hashes=note)).code for one in ids]
    assert codes == [0, 0, 4000]
    # Said again, it stands in the place of what was said before.
    assert client.fileinfo(details_of(number, ids[1])).code == 0
    assert client.fileinfo(details_of(number, ids[2], hashes=note)).code == 0
    assert client.finish(number).file_ids == ids


@pytest.mark.parametrize("number", ["", "x", "-1", "1e5", "²", "9" * 30, "1&id=2", "\x00"])
def test_a_number_that_is_none(client, number):
    assert client.finish(number).code in (4000, 5001)


def test_a_file_needs_an_id_of_its_own(client):
    number = client.submit().number
    assert client.fileinfo(details_of(number, "1")).code == 4000
    assert client.fileinfo(details_of(number + 1)).code == 5001


def test_kinds_of_fingerprints_are_read_as_they_are_written(client):
    number = client.submit(a_report(url="")).number
    hashes = (
        f"<originalFileHash hashType='sha-1'>{SHA1.upper()}</originalFileHash>"
        f"<originalFileHash hashType='PDQ'>{'ab' * 32}</originalFileHash>"
        "<originalFileHash hashType='PhotoDNA'>opaque</originalFileHash>"
    )
    client.fileinfo(details_of(number, hashes=hashes))
    client.finish(number)
    report = Report.objects.get()
    assert [s.value.secret for s in report.subjects.all()] == [SHA1]
    assert "ab" * 32 in unseal("reports.details", report.sealed_details)


def test_too_many_unfinished_ones_wait(client, monkeypatch):
    monkeypatch.setattr(sys.modules[open_submission.__module__], "MOST_DRAFTS", 2)
    assert [client.submit().code for _ in range(3)] == [0, 0, 1000]
    assert client.submit().status == 429
    client.retract(Submission.objects.earliest("created_at").number)
    assert client.submit().code == 0


# Media


def test_media_are_not_taken(client):
    number = client.submit().number
    answer = client.upload(number, b"coloured squares")
    assert (answer.status, answer.code) == (200, 3300)
    assert "fileinfo" in answer.text("responseDescription")
    assert not SubmittedFile.objects.exists()
    # Nor is the body looked at.
    assert client.call("POST", "upload", b"garbage", "text/plain").code == 3300


def a_square() -> bytes:
    """A coloured square with a gradient, as PNG."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(64) for value in (x * 4, y * 4, (x ^ y) * 4)) for y in range(64)
    )

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_with_a_legal_basis_bytes_are_fingerprinted_and_dropped(client, settings):
    settings.MEDIA_BASIS = BASIS
    number, media = client.submit().number, a_square()

    answer = client.upload(number, media)

    md5 = hashlib.md5(media, usedforsecurity=False).hexdigest()
    assert (answer.code, answer.number, answer.text("hash")) == (0, number, md5)
    file_id = answer.text("fileId")
    assert len(file_id) == 32
    kept = json.loads(unseal("reports.document", SubmittedFile.objects.get().sealed_fingerprints))
    assert [kind for kind, _value, _quality in kept] == ["sha256", "sha1", "md5", "pdq"]
    assert client.fileinfo(details_of(number, file_id)).code == 0
    # What was not handed in is not known there.
    assert client.fileinfo(details_of(number)).code == 5002
    assert client.finish(number).file_ids == [file_id]
    report = Report.objects.get()
    shown = {s.value.secret for s in report.subjects.filter(kind="fingerprint")}
    assert hashlib.sha256(media).hexdigest() in shown and md5 in shown and MD5 in shown
    assert "pdq: " in unseal("reports.details", report.sealed_details)


def test_a_file_is_taken_for_a_draft_of_one_s_own_alone(client, provider, settings):
    settings.MEDIA_BASIS = BASIS
    number = client.submit().number
    assert provider(holder="Another Host").upload(number, b"x").code == 5001
    client.finish(number)
    assert client.upload(number, b"x").code == 5102


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "text/plain"),
        (b"garbage", f"multipart/form-data; boundary={BOUNDARY}"),
        (b"garbage", "multipart/form-data"),
        (multipart({"id": "1"}), f"multipart/form-data; boundary={BOUNDARY}"),
        (multipart({}, b"x"), f"multipart/form-data; boundary={BOUNDARY}"),
        (multipart({"id": "1"}, b"x")[:-60], f"multipart/form-data; boundary={BOUNDARY}"),
    ],
)
def test_a_form_that_is_none(client, settings, body: bytes, kind: Any):
    settings.MEDIA_BASIS = BASIS
    assert client.call("POST", "upload", body, kind).code in (4000, 5001)
