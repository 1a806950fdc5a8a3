"""Broken documents, each with the fault that is told, and its line."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.wire.cybertip.answers import read_done_response, read_response
from seawall.wire.cybertip.check import MOST_FAULTS, faults_in
from seawall.wire.cybertip.own_schema import schema_text
from seawall.wire.cybertip.report import read_file_details, read_report, write_report
from seawall.wire.cybertip.schema import LARGEST_SCHEMA, Schema
from seawall.wire.cybertip.tests.reports import FULL, SMALLEST
from seawall.wire.cybertip.tests.test_agreement import OURS
from seawall.wire.cybertip.tree import DEEPEST, LARGEST, MOST_ELEMENTS, read_tree
from seawall.wire.faults import Malformed, Problem
from seawall.wire.tests.spoiling import reads_or_refuses, survives

GOOD = write_report(SMALLEST)
PERSON = b"<reportingPerson>"
AFTER_SUMMARY = b"</incidentSummary>"
BOMB = b'<!DOCTYPE report [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE report SYSTEM "http://192.0.2.1/a.dtd">'
DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>'


def within(place: bytes, more: bytes) -> bytes:
    assert place in GOOD
    return GOOD.replace(place, place + more)


CORPUS = {
    "nothing": (b"", Problem.CUT, ""),
    "truncated": (GOOD[:-20], Problem.CUT, ""),
    "cut in a tag": (GOOD[: GOOD.index(b"incidentType") + 5], Problem.CUT, ""),
    "no xml": (b"a report <report/>", Problem.NOT_XML, ""),
    "json": (b'{"report": {}}', Problem.NOT_XML, ""),
    "crossed": (GOOD.replace(b"</reporter>", b"</report>", 1), Problem.NOT_XML, ""),
    "two roots": (GOOD + b"<report/>", Problem.NOT_THE_END, ""),
    "another root": (b"<fileDetails/>", Problem.OTHER_FORMAT, ""),
    "a namespace": (GOOD.replace(b"<report>", b'<report xmlns="urn:example">'), Problem.OTHER_FORMAT, ""),
    "latin-1 said to be utf-8": (GOOD.replace(b"meldung", b"m\xe4ldung"), Problem.NOT_TEXT, ""),
    "no such encoding": (GOOD.replace(b"UTF-8", b"UTF-99"), Problem.NOT_TEXT, ""),
    "utf-16 said in utf-8": (GOOD.replace(b"UTF-8", b"UTF-16"), Problem.NOT_TEXT, ""),
    "many bytes a character": (GOOD.replace(b"UTF-8", b"Shift_JIS"), Problem.NOT_TEXT, ""),
    "zeros": (b"\0" * 100, Problem.NOT_XML, ""),
    "entity bomb": (GOOD.replace(b"<report>", BOMB + b"<report>"), Problem.FORBIDDEN, ""),
    "document type elsewhere": (GOOD.replace(b"<report>", OUTSIDE + b"<report>"), Problem.FORBIDDEN, ""),
    "unknown entity": (within(PERSON, b"&unknown;"), Problem.NOT_XML, ""),
    "huge": (b"<report>" + b" " * LARGEST + b"</report>", Problem.TOO_LONG, ""),
    "deep": (b"<report>" * (DEEPEST + 1), Problem.TOO_DEEP, ""),
    "many elements": (b"<report>" + b"<a/>" * MOST_ELEMENTS + b"</report>", Problem.TOO_MANY, ""),
    "many attributes": (
        b"<report " + b" ".join(b"a%d=''" % n for n in range(99)) + b"/>",
        Problem.TOO_MANY,
        "",
    ),
    "attribute twice": (GOOD.replace(b"<report>", b"<report a='' a=''>"), Problem.TWICE, ""),
    "unknown element": (
        within(PERSON, b"<informant/>"),
        Problem.UNKNOWN,
        "report.reporter.reportingPerson.*[0]",
    ),
    "unknown attribute": (
        GOOD.replace(b"<email>", b"<email kind='x'>"),
        Problem.UNKNOWN,
        "report.reporter.reportingPerson.email[0]@*",
    ),
    "element in a value": (
        GOOD.replace(b"<email>", b"<email><b/>"),
        Problem.UNKNOWN,
        "report.reporter.reportingPerson.email[0].*[0]",
    ),
    "text between": (within(PERSON, b"text"), Problem.WRONG, "report.reporter.reportingPerson"),
    "wrong order": (
        within(PERSON, b"<age>1</age>"),
        Problem.OUT_OF_ORDER,
        "report.reporter.reportingPerson.email[0]",
    ),
    "parts in wrong order": (
        within(b"</reporter>", b"<lawEnforcement><agencyName/></lawEnforcement>"),
        Problem.OUT_OF_ORDER,
        "report.lawEnforcement",
    ),
    "missing": (
        b"<report><reporter><reportingPerson/></reporter></report>",
        Problem.MISSING,
        "report.incidentSummary",
    ),
    "one of several": (
        within(AFTER_SUMMARY, b"<internetDetails/>"),
        Problem.MISSING,
        "report.internetDetails[0]",
    ),
    "two of several": (
        within(AFTER_SUMMARY, b"<internetDetails><webPageIncident/><chatImIncident/></internetDetails>"),
        Problem.TOO_MANY,
        "report.internetDetails[0].chatImIncident",
    ),
    "twice": (
        within(PERSON, b"<age>1</age><age>1</age>").replace(b"<email>meldung@stelle.example</email>", b""),
        Problem.TWICE,
        "report.reporter.reportingPerson.age",
    ),
    "attribute missing": (
        within(b"<report>", b"<batchedReport/>"),
        Problem.MISSING,
        "report.batchedReport@reason",
    ),
    "attribute wrong": (
        GOOD.replace(b"<email>", b"<email verified='yes'>"),
        Problem.WRONG,
        "report.reporter.reportingPerson.email[0]@verified",
    ),
    "flag that says no": (
        GOOD.replace(
            b"<incidentDateTime>",
            b"<reportAnnotations><spam>false</spam></reportAnnotations><incidentDateTime>",
        ),
        Problem.WRONG,
        "report.incidentSummary.reportAnnotations.spam",
    ),
    "choice": (GOOD.replace(b"manufacture", b"trade"), Problem.WRONG, "report.incidentSummary.incidentType"),
    "too long": (
        GOOD.replace(b"<incidentDateTime>", b"<platform>" + b"a" * 257 + b"</platform><incidentDateTime>"),
        Problem.TOO_LONG,
        "report.incidentSummary.platform",
    ),
    "nil": (
        GOOD.replace(
            b"<email>", b"<email xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='false'>"
        ),
        Problem.UNKNOWN,
        "report.reporter.reportingPerson.email[0]@*",
    ),
}
for name, date in {
    "german": "22.11.2026 11:30",
    "seconds": "1795347005",
    "dotnet": "/Date(1795347005000)/",
    "no month": "2026-13-01T00:00:00Z",
}.items():
    wrong = GOOD.replace(b"2026-11-22T11:30:05Z", date.encode())
    CORPUS[f"date {name}"] = (wrong, Problem.WRONG, "report.incidentSummary.incidentDateTime")


@pytest.mark.parametrize("name", CORPUS)
def test_a_broken_report_is_told_where_and_why(name):
    document, problem, field = CORPUS[name]
    with pytest.raises(Malformed) as refused:
        read_report(document)
    fault = refused.value.fault
    assert (fault.problem, fault.field) == (problem, field)
    assert fault.number >= 1


@pytest.mark.parametrize(
    "document",
    [
        GOOD.replace(DECLARED, b"\xef\xbb\xbf" + DECLARED),
        GOOD.replace(DECLARED, b""),
        GOOD.replace(DECLARED, b"").decode().encode("utf-16"),
        GOOD.replace(b"UTF-8", b"iso-8859-1"),
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"<report>", b"<!-- sent by a test --><?a b?><report>"),
        GOOD.replace(
            b"<report>",
            b"<report xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:noNamespaceSchemaLocation='https://192.0.2.1/xsd'>",
        ),
        GOOD.replace(b"2026-11-22T11:30:05Z", b"2026-11-22T12:30:05.000+01:00"),
    ],
)
def test_other_ways_to_write_the_same_are_read(document):
    assert read_report(document) == SMALLEST


def test_a_fault_knows_its_line_and_quotes_nothing():
    node = read_tree(GOOD.replace(b"Z</incidentDateTime>", b"Zsecret</incidentDateTime>"))
    (fault,) = faults_in(node, "report")
    assert fault.number == 5 and "secret" not in str(fault)
    assert str(fault) == (
        "line 5: report.incidentSummary.incidentDateTime has a value that it cannot have (expected: a time such as 2026-01-31T23:59:59Z)"
    )


def test_several_faults_are_told_at_once_and_no_more_than_a_hundred():
    broken = b"<report><reporter><reportingPerson><age>x</age></reportingPerson></reporter><personOrUserReported><x/></personOrUserReported></report>"
    assert [fault.problem for fault in faults_in(read_tree(broken), "report")] == [
        Problem.WRONG,
        Problem.UNKNOWN,
        Problem.MISSING,
    ]
    assert len(faults_in(read_tree(b"<report>" + b"<x/>" * 1000 + b"</report>"), "report")) == MOST_FAULTS


SCHEMA = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">%s</xs:schema>'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", Problem.CUT),
        (b"<html/>", Problem.OTHER_FORMAT),
        (b"<!DOCTYPE a>" + schema_text().partition(b"\n")[2], Problem.FORBIDDEN),
        (SCHEMA % b'<xs:include schemaLocation="http://192.0.2.1/a.xsd"/>', Problem.FORBIDDEN),
        (
            SCHEMA % b'<xs:import namespace="urn:a" schemaLocation="http://192.0.2.1/a.xsd"/>',
            Problem.FORBIDDEN,
        ),
        (SCHEMA % b'<xs:element name="a" type="missing"/>', Problem.WRONG),
        (SCHEMA % b"<xs:element/>", Problem.WRONG),
        (b" " * (LARGEST_SCHEMA + 1), Problem.TOO_LONG),
    ],
)
def test_a_schema_that_cannot_be_used_is_refused(text, problem):
    with pytest.raises(Malformed) as refused:
        Schema(text)
    assert refused.value.fault.problem is problem


def test_a_schema_tells_where_a_document_is_wrong():
    broken = GOOD.replace(b"<email>", b"<age>x</age><email verified='secret'>")
    faults = OURS.faults_in(broken)
    assert {fault.problem for fault in faults} == {Problem.WRONG, Problem.OUT_OF_ORDER}
    assert all(fault.field.startswith("report.reporter.reportingPerson") for fault in faults)
    assert "secret" not in "".join(map(str, faults))


@pytest.mark.parametrize("year", ["9" * 20, "-" + "9" * 400, "9" * 5_000])
def test_a_year_that_nobody_counts_is_a_fault_to_the_schema_and_to_us(year):
    told = write_report(FULL)
    moment = re.search(rb"<incidentDateTime>(\d{4})-", told)
    spoiled = told[: moment.start(1)] + year.encode() + told[moment.end(1) :]
    assert OURS.faults_in(spoiled)[-1].problem is Problem.WRONG
    with pytest.raises(Malformed):
        read_report(spoiled)


READERS = [read_report, read_file_details, read_response, read_done_response, OURS.faults_in]
SEEDS = [write_report(FULL), *(document for document, _, _ in CORPUS.values() if len(document) < 100_000)]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    document = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, len(document)))
        taken = draw(st.integers(0, 20))
        begin = draw(st.integers(0, max(len(document) - 1, 0)))
        again = bytes(document[begin : begin + draw(st.integers(0, 200))])
        document[place : place + taken] = draw(st.binary(max_size=6) | st.just(again))
    return bytes(document)


def no_reader_falls_over(document: bytes) -> None:
    for read in READERS:
        reads_or_refuses(read, document)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(mutated() | st.binary(max_size=200))
def test_no_reader_falls_over(document):
    no_reader_falls_over(document)


@pytest.mark.slow
@pytest.mark.parametrize("read", READERS, ids=["report", "file", "response", "done", "schema"])
def test_it_outlasts_spoiled_documents(read):
    survives(read, SEEDS, sharing=len(READERS))


@pytest.mark.slow
@pytest.mark.parametrize(
    "document",
    [
        b"<report>" + b"<personOrUserReported/>" * (MOST_ELEMENTS - 1) + b"</report>",
        b"<report>" + b"<x/>" * (MOST_ELEMENTS - 1) + b"</report>",
        b"<report " + b" ".join(b"a%d=''" % n for n in range(300_000)) + b"/>",
        b"<report>" + b"&#65;" * 800_000 + b"</report>",
        b"<report>" + b"<![CDATA[]]>" * 300_000 + b"</report>",
        b"<report>" + b"\n" * (LARGEST - 17) + b"</report>",
        b"<report><incidentSummary><incidentDateTime>"
        + b"0" * 4_000_000
        + b"</incidentDateTime></incidentSummary></report>",
        b"<report><reporter><reportingPerson><age>"
        + b"1" * 4_000_000
        + b"</age></reportingPerson></reporter></report>",
    ],
    ids=range(8),
)
def test_the_largest_documents_are_refused_soon(document):
    assert reads_or_refuses(read_report, document)
