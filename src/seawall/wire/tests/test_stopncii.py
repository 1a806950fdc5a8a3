"""Pages of StopNCII and the feedback that goes back. What the client in PyPI `threatexchange` reads of it is in test_their_clients.py."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire import documents
from seawall.wire.faults import Fault, Malformed, Problem, Unit
from seawall.wire.stopncii import (
    FEEDBACK,
    Feedback,
    FeedbackGiven,
    HashRecord,
    Page,
    read_feedback,
    read_page,
    write_feedback,
    write_page,
)
from seawall.wire.tests.spoiling import survives

PDQ, CASE = "ab" * 32, "00000000-76e1-4a17-8099-000000000000"
RECORD: dict[str, Any] = {
    "lastModtimestamp": 1_625_175_071,
    "hashValue": PDQ.upper(),
    "hashStatus": "Active",
    "caseNumbers": {CASE: "Active"},
    "signalType": "ImagePDQ",
    "hashRegions": ["UK"],
    "CSPFeedbacks": [{"source": "A provider", "feedbackValue": "Undefined", "tags": ["One", "Two"]}],
}
PAGE: dict[str, Any] = {
    "count": 1,
    "nextPageToken": "W3si",
    "nextSetTimestamp": 1_625_175_071,
    "hasMoreRecords": True,
    "hashRecords": [RECORD],
}

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
seconds = st.integers(0, 253_402_300_799).map(lambda second: datetime.fromtimestamp(second, UTC))
feedbacks = st.builds(
    Feedback, st.sampled_from(FEEDBACK) | words, st.lists(words, max_size=2).map(tuple), words
)
records = st.builds(
    HashRecord,
    seconds,
    st.sampled_from(["ImagePDQ", "VideoTMK", "Text", "Later"]),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    words,
    st.dictionaries(words, words, max_size=2),
    st.lists(feedbacks, max_size=2).map(tuple),
    st.just({}) | st.just({"hashRegions": ["UK"]}),
)
pages = st.builds(Page, st.none() | words, seconds, st.booleans(), st.lists(records, max_size=3).map(tuple))


def page(**changed: Any) -> Page:
    document = {name: value for name, value in (PAGE | changed).items() if value is not ...}
    return read_page(io.BytesIO(json.dumps(document).encode()))


def only(**changed: Any) -> HashRecord | Fault:
    document = {name: value for name, value in (RECORD | changed).items() if value is not ...}
    [found] = page(hashRecords=[document]).records
    return found


@given(pages)
def test_it_reads_what_it_wrote(written: Page) -> None:
    file = io.BytesIO()
    write_page(written, file)
    assert read_page(io.BytesIO(file.getvalue())) == written


def test_it_reads_a_page() -> None:
    moment = datetime(2021, 7, 1, 21, 31, 11, tzinfo=UTC)
    given_ = (Feedback("Undefined", ("One", "Two"), "A provider"),)
    record = HashRecord(moment, "ImagePDQ", PDQ, "Active", {CASE: "Active"}, given_, {"hashRegions": ["UK"]})
    assert page() == Page("W3si", moment, True, (record,))
    assert page(nextPageToken=None, hasMoreRecords=False, hashRecords=[]).next_page is None


@pytest.mark.parametrize(
    ("status", "usable", "withdrawn"),
    [
        ("Received", True, False),
        ("Active", True, False),
        ("Withdrawn", False, True),
        ("Deleted", False, True),
        ("Unknown", False, False),
        ("Something later", False, False),
    ],
)
def test_only_a_status_that_is_known_to_be_good_makes_it_usable(
    status: str, usable: bool, withdrawn: bool
) -> None:
    found = only(hashStatus=status)
    assert isinstance(found, HashRecord)
    assert (found.usable, found.withdrawn) == (usable, withdrawn)


@pytest.mark.parametrize("cases", [[], {}, ...])
def test_no_cases_are_said_in_three_ways(cases: Any) -> None:
    found = only(caseNumbers=cases)
    assert isinstance(found, HashRecord) and found.cases == {}


def test_kinds_that_are_not_known_are_kept_as_they_are() -> None:
    found = only(signalType="VideoTMK", hashValue="QUJD=", CSPFeedbacks=...)
    assert isinstance(found, HashRecord) and (found.kind, found.value) == ("VideoTMK", "QUJD=")


@pytest.mark.parametrize(
    ("changed", "name", "problem"),
    [
        ({"lastModtimestamp": ...}, "lastModtimestamp", Problem.MISSING),
        ({"lastModtimestamp": "2021-07-01"}, "lastModtimestamp", Problem.WRONG),
        ({"lastModtimestamp": 1 << 62}, "lastModtimestamp", Problem.WRONG),
        ({"hashValue": "abcd"}, "hashValue", Problem.WRONG),
        ({"hashValue": PDQ, "signalType": "VideoMD5"}, "hashValue", Problem.WRONG),
        ({"hashStatus": None}, "hashStatus", Problem.WRONG),
        ({"signalType": ...}, "signalType", Problem.MISSING),
        ({"signalType": "x" * 300}, "signalType", Problem.TOO_LONG),
        ({"caseNumbers": ["no"]}, "caseNumbers", Problem.WRONG),
        ({"caseNumbers": {CASE: 1}}, "caseNumbers", Problem.WRONG),
        ({"CSPFeedbacks": [7]}, "CSPFeedbacks[0]", Problem.WRONG),
        ({"CSPFeedbacks": [{"tags": []}]}, "CSPFeedbacks[0].feedbackValue", Problem.MISSING),
        ({"CSPFeedbacks": [{"feedbackValue": "None", "tags": [1]}]}, "CSPFeedbacks[0].tags", Problem.WRONG),
        ({"CSPFeedbacks": [{"feedbackValue": "None", "tags": ["x"] * 2000}]}, "CSPFeedbacks[0].tags", Problem.TOO_MANY),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_understood_is_told_and_passed_over(
    changed: dict[str, Any], name: str, problem: Problem
) -> None:
    wrong = {key: value for key, value in (RECORD | changed).items() if value is not ...}
    first, fault, last = page(hashRecords=[RECORD, wrong, RECORD]).records
    assert isinstance(first, HashRecord) and first == last and isinstance(fault, Fault)
    assert (fault.unit, fault.number, fault.field, fault.problem) == (Unit.RECORD, 2, name, problem)
    assert CASE not in str(fault)


def test_a_record_that_is_no_object_is_told() -> None:
    assert [each.problem for each in page(hashRecords=["x", 7]).records if isinstance(each, Fault)] == [
        Problem.NOT_JSON,
        Problem.NOT_JSON,
    ]


@pytest.mark.parametrize(
    ("changed", "name", "problem"),
    [
        ({"hashRecords": ...}, "hashRecords", Problem.OTHER_FORMAT),
        ({"hashRecords": {}}, "hashRecords", Problem.WRONG),
        ({"hashRecords": [0] * 10_001}, "hashRecords", Problem.TOO_MANY),
        ({"hasMoreRecords": "true"}, "hasMoreRecords", Problem.WRONG),
        ({"hasMoreRecords": ...}, "hasMoreRecords", Problem.MISSING),
        ({"nextSetTimestamp": None}, "nextSetTimestamp", Problem.WRONG),
        ({"nextPageToken": 7}, "nextPageToken", Problem.WRONG),
        ({"nextPageToken": "x" * 9000}, "nextPageToken", Problem.TOO_LONG),
        ({"count": -1}, "count", Problem.WRONG),
    ],
)
def test_a_page_without_what_leads_on_is_refused(
    changed: dict[str, Any], name: str, problem: Problem
) -> None:
    with pytest.raises(Malformed) as told:
        page(**changed)
    assert (told.value.fault.field, told.value.fault.problem) == (name, problem)


WHOLE = json.dumps(PAGE).encode()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", Problem.CUT, id="nothing"),
        pytest.param(WHOLE[:-30], Problem.CUT, id="cut"),
        pytest.param(WHOLE[:20], Problem.CUT, id="cut early"),
        pytest.param(WHOLE + b"{}", Problem.NOT_JSON, id="two"),
        pytest.param(b"[]", Problem.OTHER_FORMAT, id="a list"),
        pytest.param(b"<html></html>", Problem.NOT_JSON, id="a page of the web"),
        pytest.param(WHOLE.decode().encode("utf-16"), Problem.NOT_TEXT, id="utf-16"),
        pytest.param(WHOLE.replace(b"W3si", b"\xe9"), Problem.NOT_TEXT, id="cp1252"),
        pytest.param(WHOLE.replace(b"W3si", b"\\ud800"), Problem.NOT_TEXT, id="half a character"),
        pytest.param(WHOLE.replace(b'"count"', b'"count": 1, "count"'), Problem.TWICE, id="twice"),
        pytest.param(WHOLE.replace(b"1625175071", b"NaN"), Problem.NOT_JSON, id="not a number"),
        pytest.param(WHOLE.replace(b"1625175071", b"1e999"), Problem.NOT_JSON, id="beyond all numbers"),
        pytest.param(
            WHOLE.replace(b"{", b'{"later": -9e9999, ', 1), Problem.NOT_JSON, id="in a field that is kept"
        ),
        pytest.param(WHOLE.replace(b"1625175071", b"9" * 10_000), Problem.NOT_JSON, id="a number without an end"),
        pytest.param(b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", Problem.TOO_DEEP, id="deep"),
        pytest.param(b"[" * 200_000, Problem.TOO_DEEP, id="very deep"),
        pytest.param(b'"' + b"a" * documents.LONGEST + b'"', Problem.TOO_LONG, id="huge"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused(data: bytes, problem: Problem) -> None:
    with pytest.raises(Malformed) as told:
        read_page(io.BytesIO(data))
    assert told.value.fault.problem is problem


def test_a_mark_before_the_page_is_taken() -> None:
    assert read_page(io.BytesIO(b"\xef\xbb\xbf" + WHOLE)) == page()


@given(
    st.lists(
        st.builds(
            FeedbackGiven,
            words.filter(bool),
            st.builds(Feedback, words, st.lists(words, max_size=2).map(tuple)),
        ),
        max_size=3,
    )
)
def test_feedback_reads_as_it_was_written(given_: list[FeedbackGiven]) -> None:
    file = io.BytesIO()
    write_feedback(given_, file)
    assert read_feedback(io.BytesIO(file.getvalue())) == tuple(given_)


def test_feedback_is_taken_whole_or_not_at_all() -> None:
    one = {"hashValue": PDQ, "feedbackValue": "Blocked", "tags": []}
    for document in ({"count": 2, "hashFeedbacks": [one]}, {"count": 1, "hashFeedbacks": [7]}, {"count": 0}):
        with pytest.raises(Malformed):
            read_feedback(io.BytesIO(json.dumps(document).encode()))


def test_a_value_shows_in_no_repr() -> None:
    assert not any(word in repr(page()) for word in (PDQ, CASE, "W3si"))


@pytest.mark.slow
def test_it_outlasts_spoiled_pages() -> None:
    def read(data: bytes) -> None:
        found = read_page(io.BytesIO(data))
        # What was read can be written.
        write_page(found, io.BytesIO())

    survives(read, [WHOLE, json.dumps(PAGE | {"hashRecords": [RECORD] * 3}, indent=1).encode()])
