"""XARF by e-mail: reports and texts are read, pictures and everything that may be one are not kept."""

import base64
import json
from email.message import EmailMessage
from email.mime.text import MIMEText

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.wire.faults import Problem
from seawall.wire.tests.spoiling import reads_or_refuses, survives
from seawall.wire.tests.test_xarf import CSEM, REPORT
from seawall.wire.xarf import write
from seawall.wire.xarf_mail import (
    LARGEST_MAIL,
    LONGEST_HEADER,
    MOST_LINES,
    MOST_PARTS,
    MOST_VALUES,
    Evidence,
    read_mail,
)

# Harmless bytes that begin as a picture does.
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
LEGACY = {
    "Version": "3",
    "ReporterInfo": {"ReporterOrg": "Stelle", "ReporterOrgEmail": "a@stelle.example"},
    "Report": {
        "ReportType": "Phishing",
        "Date": "2026-11-22T10:00:00Z",
        "SourceIp": "192.0.2.7",
        "Url": "https://seite.example/a",
    },
}


def mail(
    *attached: bytes, kind: str = "application/json", name: str = "xarf.json", body: str = "See the file."
) -> bytes:
    message = EmailMessage()
    message["From"], message["Message-ID"], message["Subject"] = (
        "abuse@stelle.example",
        "<1@stelle.example>",
        "Report",
    )
    message.set_content(body)
    main, _, sub = kind.partition("/")
    for each in attached:
        message.add_attachment(each, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def changed(**change: object) -> bytes:
    return json.dumps(json.loads(write(REPORT)) | change).encode()


def with_evidence(*items: object) -> bytes:
    return mail(changed(evidence=list(items)))


def item(payload: bytes, kind: str = "text/plain") -> dict[str, str]:
    return {"content_type": kind, "payload": base64.b64encode(payload).decode(), "description": "log"}


def problems(message: bytes) -> list[tuple[int, str, Problem]]:
    return [(fault.number, fault.field, fault.problem) for fault in read_mail(message).faults]


@pytest.mark.parametrize("report", [REPORT, CSEM], ids=["csam", "csem"])
def test_it_reads_a_report(report):
    found = read_mail(mail(write(report)))
    assert [attached.report for attached in found.reports] == [report]
    assert (found.sender, found.message_id, found.faults) == (
        "abuse@stelle.example",
        "<1@stelle.example>",
        (),
    )
    assert found.texts == ("See the file.\n",)


def test_it_reads_several_reports_and_those_of_other_programs():
    assert len(read_mail(mail(write(REPORT), write(CSEM))).reports) == 2
    assert len(read_mail(mail(write(REPORT), kind="application/octet-stream")).reports) == 1
    assert len(read_mail(mail(write(REPORT), kind="application/xarf+json", name="a.bin")).reports) == 1
    assert len(read_mail(mail(b"\xef\xbb\xbf" + write(REPORT))).reports) == 1


def test_it_reads_a_forwarded_report():
    outer = EmailMessage()
    outer.set_content("Forwarded")
    inner = EmailMessage()
    inner.set_content("See the file.")
    inner.add_attachment(write(REPORT), maintype="application", subtype="json")
    outer.add_attachment(inner)
    assert [attached.report for attached in read_mail(outer.as_bytes()).reports] == [REPORT]


def test_a_message_that_is_a_report():
    message = MIMEText(write(REPORT).decode(), "json")
    message.replace_header("Content-Type", "application/json")
    assert len(read_mail(message.as_bytes()).reports) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_letter_is_read_in_its_encoding(encoding):
    message = EmailMessage()
    message.set_content("Größe", charset=encoding)
    assert read_mail(message.as_bytes()).texts == ("Größe\n",)


def test_a_letter_in_an_encoding_it_is_not_in_is_told():
    assert problems(b"Content-Type: text/plain; charset=punycode\n\n\xe4") == [(1, "", Problem.NOT_TEXT)]


def test_evidence_that_is_text_is_kept():
    (attached,) = read_mail(with_evidence(item(b"a: hello"), item(b"a,b", "text/csv; charset=utf-8"))).reports
    assert attached.evidence == (
        Evidence("text/plain", "a: hello", "log"),
        Evidence("text/csv", "a,b", "log"),
    )


@pytest.mark.parametrize(
    "evidence",
    [
        item(PNG, "image/png"),
        item(PNG, "text/plain"),
        item(base64.b64encode(PNG), "text/plain"),
        item(base64.encodebytes(PNG), "application/json"),
        item(b"<img>", "text/html"),
        item(b"Subject: a", "message/rfc822"),
        item(b"a", "video/mp4"),
        item(b"a", ""),
    ],
)
def test_evidence_that_may_be_a_picture_is_never_kept(evidence):
    found = read_mail(with_evidence(evidence))
    (attached,) = found.reports
    assert attached.evidence == ()
    assert found.faults[0].field == "evidence[0].payload"
    assert found.faults[0].problem in (Problem.NOT_TAKEN, Problem.NOT_TEXT)
    assert not holds_picture(found)


def holds_picture(found: object) -> bool:
    shown = str([(a.report, a.report.more, [(e.text) for e in a.evidence]) for a in found.reports]) + str(
        found.texts
    )  # type: ignore[attr-defined]
    return "PNG" in shown or base64.b64encode(PNG)[:40].decode() in shown


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("image/png", "a.png"),
        ("application/octet-stream", "a.bin"),
        ("application/pdf", "a.pdf"),
        ("image/png", "a.json"),
        ("video/mp4", "a.json"),
    ],
)
def test_an_attachment_that_is_no_text_is_not_kept(kind, name):
    found = read_mail(mail(PNG, kind=kind, name=name))
    assert found.reports == () and not holds_picture(found)
    assert [fault.problem for fault in found.faults] == [Problem.NOT_TAKEN]
    assert found.faults[0].number == 2


def test_a_picture_in_the_body_is_not_kept():
    found = read_mail(mail(body=base64.encodebytes(PNG).decode()))
    assert found.texts == () and found.faults[0].problem is Problem.NOT_TAKEN


def test_a_picture_in_a_field_is_not_kept():
    hidden = base64.b64encode(PNG).decode()
    assert problems(mail(changed(note=hidden))) == [(2, "", Problem.NOT_TAKEN)]
    assert problems(mail(changed(payload=hidden))) == [(2, "", Problem.NOT_TAKEN)]


BROKEN = {
    "no json": (mail(b"{"), (2, "", Problem.NOT_JSON)),
    "a list": (mail(b"[]"), (2, "", Problem.NOT_JSON)),
    "nan": (mail(b'{"a": NaN}'), (2, "", Problem.NOT_JSON)),
    "not utf-8": (mail(b'{"a": "\xe4"}'), (2, "", Problem.NOT_JSON)),
    "truncated": (mail(write(REPORT)[:-20]), (2, "", Problem.NOT_JSON)),
    "twice": (mail(b'{"category": "content", "category": "x"}'), (2, "", Problem.TWICE)),
    "deep": (mail(b'{"a":' * 30 + b"1" + b"}" * 30), (2, "", Problem.TOO_DEEP)),
    "very deep": (mail(b"[" * 100_000), (2, "", Problem.TOO_DEEP)),
    "many values": (mail(changed(tags=["a:b"] * (MOST_VALUES + 1))), (2, "", Problem.TOO_MANY)),
    "much evidence": (with_evidence(*[item(b"a")] * 51), (2, "evidence", Problem.TOO_MANY)),
    "long value": (mail(changed(description="a b " * 20_000)), (2, "", Problem.TOO_LONG)),
    "other json": (mail(b"{}"), (2, "", Problem.OTHER_FORMAT)),
    "another type": (mail(changed(type="phishing")), (2, "type", Problem.OTHER_FORMAT)),
    "wrong value": (mail(changed(classification="C9")), (2, "classification", Problem.WRONG)),
    "version 3 of another type": (mail(json.dumps(LEGACY).encode()), (2, "type", Problem.OTHER_FORMAT)),
    "version 3 of no type": (
        mail(json.dumps(LEGACY | {"Report": {"ReportType": "x"}}).encode()),
        (2, "Report", Problem.OTHER_VERSION),
    ),
    "version 3 without a report": (
        mail(json.dumps(LEGACY | {"Report": None}).encode()),
        (2, "Report", Problem.OTHER_VERSION),
    ),
}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_attachment_is_told(name):
    message, fault = BROKEN[name]
    assert problems(message) == [fault]
    assert read_mail(message).reports == ()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_attachments_of_version_3_are_dropped():
    legacy = LEGACY | {
        "Report": LEGACY["Report"] | {"Attachment": [{"ContentType": "image/png", "Data": "AAAA"}]}
    }  # type: ignore[operator]
    assert (2, "type", Problem.OTHER_FORMAT) in problems(mail(json.dumps(legacy).encode()))


def nested(levels: int) -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return head + b"\nend"


TOO_MUCH = {
    "long": (b"a" * (LARGEST_MAIL + 1), Problem.TOO_LONG),
    "many lines": (b"\n" * (MOST_LINES + 1), Problem.TOO_MANY),
    "many returns": (b"\r" * (MOST_LINES + 1), Problem.TOO_MANY),
    "nested": (nested(1000), Problem.TOO_DEEP),
    "long header": (b"Content-Type: text/plain" + b";" * LONGEST_HEADER + b"\n\na", Problem.TOO_LONG),
    "folded header": (b"Content-Type: text/plain" + b";\n a=b" * LONGEST_HEADER + b"\n\na", Problem.TOO_LONG),
    "many parts": (
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * (MOST_PARTS + 1),
        Problem.TOO_MANY,
    ),
    "many reports": (mail(*[write(REPORT)] * 21), Problem.TOO_MANY),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_message_beyond_the_bounds_is_refused(name):
    message, problem = TOO_MUCH[name]
    refused = reads_or_refuses(read_mail, message)
    assert refused and refused.fault.problem is problem


@pytest.mark.parametrize(
    "junk", [b"", b"\0", b"\xff\xfe", b"Content-Type: multipart/mixed\n\na", b"Content-Type:\n\n", nested(9)]
)
def test_junk_is_a_message_without_reports(junk):
    assert read_mail(junk).reports == ()


SEEDS = [
    mail(write(REPORT)),
    mail(write(CSEM), kind="application/octet-stream"),
    with_evidence(item(b"a"), item(PNG, "image/png")),
    mail(json.dumps(LEGACY).encode()),
    *(message for message, _ in BROKEN.values() if len(message) < 5000),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    message = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(message)))
        begin = draw(st.integers(0, max(len(message) - 1, 0)))
        again = bytes(message[begin : begin + draw(st.integers(0, 300))])
        message[place : place + draw(st.integers(0, 20))] = draw(st.binary(max_size=6) | st.just(again))
    return bytes(message)


ODD = [
    None,
    True,
    0,
    -1,
    1.5,
    2**70,
    "",
    "x",
    "\ud800",
    [],
    {},
    [None],
    [[1]],
    [{}],
    {"a": {"b": 1}},
    {"content_type": 1},
]


@st.composite
def misshapen(draw: st.DrawFn) -> bytes:
    """Whole JSON with values of other types anywhere."""
    document = json.loads(draw(st.sampled_from([write(REPORT), write(CSEM), json.dumps(LEGACY).encode()])))
    document[draw(st.sampled_from([*document, "evidence", "_internal", "hash_values"]))] = draw(
        st.sampled_from(ODD)
    )
    return json.dumps(document).encode()


def read_without_zeros(message: bytes) -> None:
    assert "\0" not in "".join(read_mail(message).texts)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(), misshapen())
def test_it_does_not_fall_over(message, document):
    reads_or_refuses(read_without_zeros, message)
    reads_or_refuses(read_without_zeros, mail(document))


def test_a_letter_of_long_words_is_read_at_once():
    """Each is nearly as long as a file."""
    words = b"A" * 999 + b"\xc3\xa4"
    reads_or_refuses(read_without_zeros, b"From: abuse@stelle.example\n\n" + words * 260)
    reads_or_refuses(read_without_zeros, b"From: abuse@stelle.example\n\n" + (b"A" * 999 + b" ") * 260)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_outlasts_spoiled_messages():
    survives(read_without_zeros, SEEDS, sharing=2)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_outlasts_spoiled_attachments():
    survives(
        lambda document: read_without_zeros(mail(document)),
        [write(REPORT), write(CSEM), json.dumps(LEGACY).encode()],
        sharing=2,
    )
