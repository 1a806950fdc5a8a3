"""What Seawall says in a report: the service's schema takes all of it, and it is read back as it was."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire.cybertip.constants import (
    Classification,
    FileAnnotation,
    IncidentType,
    Relevance,
    ReportAnnotation,
)
from seawall.wire.cybertip.people import IpCapture, Person
from seawall.wire.cybertip.report import (
    FileDetails,
    Report,
    WebPage,
    read_file_details,
    read_report,
    write_file_details,
    write_report,
)
from seawall.wire.cybertip.tests.reports import FILE, FULL, INCIDENT, MEME, SMALLEST, SUPPLEMENTAL, WHERE
from seawall.wire.cybertip.tests.theirs import XSD, needs_their_schema, their_schema
from seawall.wire.cybertip.tree import Node
from seawall.wire.faults import Malformed, Problem

REPORTS = [SMALLEST, FULL]
REPORTS += [replace(SMALLEST, incident=replace(INCIDENT, type=kind)) for kind in IncidentType]
REPORTS += [
    replace(SMALLEST, incident=replace(INCIDENT, annotations=frozenset({flag}))) for flag in ReportAnnotation
]
REPORTS += [replace(SMALLEST, where=(where,)) for where in WHERE]
REPORTS += [replace(SMALLEST, where=(type(where)(),)) for where in WHERE]
FILES = [FILE, MEME, SUPPLEMENTAL, FileDetails(report_id=1, file_id="a")]
FILES += [replace(FILE, annotations=frozenset({flag})) for flag in FileAnnotation]
FILES += [replace(FILE, classification=kind) for kind in Classification]


@pytest.mark.parametrize("report", REPORTS)
def test_it_reads_back_the_report_it_wrote(report):
    assert read_report(write_report(report)) == report


@pytest.mark.parametrize("details", FILES)
def test_it_reads_back_the_file_details_it_wrote(details):
    assert read_file_details(write_file_details(details)) == details


@needs_their_schema
def test_their_schema_takes_every_report_and_file_we_write():
    for report in REPORTS:
        assert their_schema().faults_in(write_report(report)) == ()
    for details in FILES:
        assert their_schema().faults_in(write_file_details(details)) == ()


@needs_their_schema
@pytest.mark.parametrize("name", ["minimal_report", "filedetails"])
def test_it_reads_the_examples_and_keeps_all_of_them(name):
    document = (XSD.parent / f"{name}_synthetic.xml").read_bytes()
    read, write = (read_report, write_report) if "report" in name else (read_file_details, write_file_details)
    assert read(write(read(document))) == read(document)


def test_the_full_report_fills_every_field():
    def empty(value: object, path: str) -> list[str]:
        if is_dataclass(value) and not isinstance(value, Node):
            return [
                name
                for each in fields(value)
                for name in empty(getattr(value, each.name), f"{path}.{each.name}")
            ]
        if isinstance(value, tuple):
            return [name for each in value[:1] for name in empty(each, path)] if value else [path]
        return [path] if value in (None, "", frozenset()) else []

    # An address has a state of the USA or a region; a file has annotations or the mark of a meme.
    assert {path.rpartition(".")[2] for path in empty(FULL, "")} == {"state"}
    assert {path.rpartition(".")[2] for path in empty(FILE, "")} == {"potential_meme"}


def test_what_the_dataclasses_do_not_know_is_written_again():
    found = read_report(write_report(FULL))
    assert found.reported[0].more == (Node("vehicleDescription", text="none"),)
    assert found.more[0].attributes == {"reason": "VIRAL_POTENTIAL_MEME"}
    assert b"VIRAL_POTENTIAL_MEME" in write_report(found)


def test_it_shows_nobody_in_its_repr():
    shown = repr(FULL) + repr(FILE) + repr(FULL.reported) + repr(FULL.where)
    for secret in (
        "192.0.2.1",
        "bilder.example",
        "Nach",
        "5550100",
        "d41d8cd9",
        "id-1",
        "name1",
        "000000000000000",
    ):
        assert secret not in shown


@pytest.mark.parametrize(
    ("report", "field", "problem"),
    [
        (
            replace(SMALLEST, incident=replace(INCIDENT, platform="a" * 257)),
            "report.incidentSummary.platform",
            Problem.TOO_LONG,
        ),
        (replace(SMALLEST, incident=replace(INCIDENT, at="today")), "incidentDateTime", Problem.WRONG),
        (
            replace(SMALLEST, reporter=replace(SMALLEST.reporter, person=Person(age=151))),
            "report.reporter.reportingPerson.age",
            Problem.WRONG,
        ),
        (replace(SMALLEST, notes="a\0b"), "additionalInfo", Problem.WRONG),
        (replace(SMALLEST, notes="\ud800"), "additionalInfo", Problem.WRONG),
        (replace(SMALLEST, more=(Node("unheardOf"),)), "report.*[2]", Problem.UNKNOWN),
    ],
)
def test_it_writes_nothing_that_would_be_refused(report, field, problem):
    with pytest.raises(Malformed) as refused:
        write_report(report)
    assert (refused.value.fault.field, refused.value.fault.problem) == (field, problem)


@pytest.mark.parametrize(
    "details",
    [
        replace(FILE, potential_meme=True),
        replace(FILE, relevance=Relevance.SUPPLEMENTAL),
        replace(MEME, relevance=Relevance.SUPPLEMENTAL, classification=None),
        replace(FILE, report_id=2**63),
        replace(FILE, report_id=True),
    ],
)
def test_it_writes_no_file_details_that_would_be_refused(details):
    with pytest.raises(Malformed):
        write_file_details(details)


def test_a_time_keeps_its_moment_and_a_time_without_zone_stays_so():
    east = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    unknown = datetime(2026, 1, 1)  # noqa: DTZ001
    for moment in (east, unknown):
        found = read_report(
            write_report(replace(SMALLEST, incident=replace(INCIDENT, at=moment)))
        ).incident.at
        assert found == moment
    assert b"2025-12-31T22:00:00Z" in write_report(replace(SMALLEST, incident=replace(INCIDENT, at=east)))


@given(
    notes=st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        max_size=30,
    ),
    at=st.datetimes(timezones=st.just(UTC) | st.none()),
    urls=st.lists(st.text("ab/:.?&<>\"' \t\r\n", max_size=10), max_size=3).map(tuple),
    used=st.builds(
        IpCapture,
        address=st.ip_addresses().map(str),
        at=st.none() | st.datetimes(),
        port=st.none() | st.integers(0, 65535),
    ),
    flags=st.frozensets(st.sampled_from(ReportAnnotation)),
)
def test_every_report_survives_the_journey(notes, at, urls, used, flags):
    report: Report = replace(
        FULL,
        incident=replace(INCIDENT, at=at, annotations=flags),
        where=(WebPage(urls),),
        reported=(replace(FULL.reported[0], used=(used,)),),
        notes=notes,
    )
    assert read_report(write_report(report)) == report
