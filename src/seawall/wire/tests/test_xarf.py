import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import xarf
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire.xarf import (
    LARGEST,
    Classification,
    CsamReport,
    CsemDetection,
    CsemReport,
    Detection,
    Exploitation,
    NotXarf,
    Party,
    read,
    read_either,
    write,
)

HOTLINE = Party("Meldestelle Nord", "notices@meldestelle.example", "meldestelle.example")
REPORT = CsamReport(
    report_id=UUID("0192f3a4-0000-4000-8000-000000000001"),
    at=datetime(2026, 11, 21, 20, 0, tzinfo=UTC),
    reporter=HOTLINE,
    sender=HOTLINE,
    source_identifier="192.0.2.7",
    url="https://bilder.example/a/1",
    classification=Classification.BASELINE,
    detection=Detection.MANUAL_REVIEW,
    source_port=443,
    hash_values={"sha256": "ab" * 32},
    tags=("seawall:notice",),
    asn=64500,
    country="NL",
    hosting_provider="Example Hosting",
)

CSEM = CsemReport(
    report_id=UUID("0192f3a4-0000-4000-8000-000000000002"),
    at=datetime(2026, 11, 21, 20, 0, tzinfo=UTC),
    reporter=HOTLINE,
    sender=HOTLINE,
    source_identifier="192.0.2.7",
    url="https://profil.example/1",
    exploitation=Exploitation.GROOMING,
    detection=CsemDetection.USER_REPORT,
    source_port=443,
    description="a profile",
    tags=("seawall:report",),
    victim_age="unknown",
    platform="gaming_platform",
    evidence_types=("chat_logs",),
    account="account-1",
    ip_addresses=("192.0.2.8",),
    pattern="asks for addresses",
    obligations=("NCMEC",),
    more={"confidence": 0.5, "domain": "profil.example"},
)
WIDE = replace(
    REPORT,
    media_type="image",
    ncmec_report_id="1",
    content_removed=False,
    account_suspended=True,
    more={"nameservers": ["ns.example"], "legacy_version": "3"},
)


def test_it_writes_what_the_library_accepts_without_complaint():
    result = xarf.parse(json.loads(write(REPORT)), strict=False)
    assert result.errors == []
    assert type(result.report).__name__ == "CsamReport"


def test_it_reads_back_what_it_wrote():
    assert read(write(REPORT)) == REPORT


@pytest.mark.parametrize("report", [REPORT, WIDE, CSEM])
def test_it_reads_back_either_type(report):
    assert read_either(write(report)) == report


def test_a_report_of_the_other_type_is_refused():
    with pytest.raises(NotXarf):
        read(write(CSEM))


def test_what_only_the_sender_may_know_and_evidence_are_not_kept():
    document = json.loads(write(CSEM)) | {
        "_internal": {"a": 1},
        "evidence": [{"content_type": "text/plain", "payload": "YQ=="}],
    }
    assert read_either(json.dumps(document).encode()) == CSEM


@pytest.mark.parametrize(
    "change", [{"exploitation_type": "x"}, {"detection_method": "hash_match"}, {"url": None}]
)
def test_it_refuses_what_the_schema_refuses_of_the_other_type(change):
    with pytest.raises(NotXarf):
        read_either(json.dumps(json.loads(write(CSEM)) | change).encode())


def test_it_writes_the_same_bytes_every_time():
    assert write(REPORT) == write(replace(REPORT))


def test_it_carries_no_evidence_field():
    assert "evidence" not in json.loads(write(REPORT))


@pytest.mark.parametrize(
    "change",
    [
        {"classification": "C9"},
        {"url": None},
        {"reporter": {"org": "x"}},
        {"type": "phishing"},
        {"timestamp": "yesterday"},
        {"hash_values": {"sha256": "short"}},
    ],
)
def test_it_refuses_what_the_schema_refuses(change):
    document = json.loads(write(REPORT)) | change
    with pytest.raises(NotXarf) as refused:
        read(json.dumps(document).encode())
    assert "bilder.example" not in str(refused.value)


@pytest.mark.parametrize("junk", [b"", b"[]", b"{}", b"null", b"[" * 100_000, b"\xff\xfe", b'{"a":' * 5000])
def test_it_refuses_junk(junk):
    with pytest.raises(NotXarf):
        read(junk)


GOOD = write(REPORT)
TIME = GOOD[GOOD.index(b'"timestamp": "') + 14 :][:20]
BROKEN = {
    "truncated": (GOOD[:-10], "json"),
    "two": (GOOD + b"{}", "json"),
    "xml": (b"<report/>", "json"),
    "utf-16": (GOOD.decode().encode("utf-16"), "json"),
    "cp1252": (GOOD.replace(b"example", b"ex\xe4mple", 1), "json"),
    "half a character": (GOOD.replace(b"Example Hosting", b"\\ud800"), "json"),
    "a name twice": (GOOD.replace(b"{", b'{"type": "csam",', 1), "json"),
    "not a number": (GOOD.replace(b"64500", b"NaN"), "json"),
    "beyond all numbers": (GOOD.replace(b"64500", b"1e999"), "json"),
    "deep": (GOOD.replace(b"64500", b"[" * 40 + b"]" * 40), "json"),
    "huge": (GOOD.replace(b"Example Hosting", b"a" * LARGEST), "size"),
    "a truth that is a text": (GOOD.replace(b"{", b'{"content_removed": "yes",', 1), "content_removed"),
    "a number for a truth": (GOOD.replace(b"{", b'{"content_removed": 1,', 1), "content_removed"),
    "german date": (GOOD.replace(TIME, b"22.11.2026 11:30"), ""),
    "seconds": (GOOD.replace(TIME, b"1795347005"), ""),
    "date of dotnet": (GOOD.replace(TIME, b"/Date(1795347005000)/"), ""),
    "no month": (GOOD.replace(TIME, b"2026-13-01T00:00:00Z"), ""),
    "before the first year": (GOOD.replace(TIME, b"0001-01-01T00:00:00+14:00"), ""),
    "after the last year": (GOOD.replace(TIME, b"9999-12-31T23:59:59-14:00"), ""),
    "no zone": (GOOD.replace(TIME, TIME[:-1]), ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_report_is_refused_with_the_place_where_that_is_known(name):
    document, place = BROKEN[name]
    with pytest.raises(NotXarf) as refused:
        read(document)
    assert document != GOOD and (not place or place in refused.value.complaints)


def test_a_mark_before_it_and_another_order_change_nothing():
    turned = dict(reversed(json.loads(GOOD).items()))
    assert read(b"\xef\xbb\xbf" + GOOD) == read(json.dumps(turned).encode()) == REPORT


def test_a_time_without_zone_is_refused():
    with pytest.raises(NotXarf):
        write(replace(REPORT, at=datetime(2026, 1, 1)))  # noqa: DTZ001


@given(
    path=st.text("abcdefghij0123456789-._~%/", max_size=60),
    org=st.text(min_size=1, max_size=80).filter(str.isprintable),
    classification=st.sampled_from(Classification),
    detection=st.sampled_from(Detection),
    port=st.none() | st.integers(1, 65535),
)
def test_every_report_survives_the_journey(path, org, classification, detection, port):
    report = replace(
        REPORT,
        url=f"https://bilder.example/{path}",
        reporter=replace(HOTLINE, org=org),
        classification=classification,
        detection=detection,
        source_port=port,
    )
    assert read(write(report)) == report
