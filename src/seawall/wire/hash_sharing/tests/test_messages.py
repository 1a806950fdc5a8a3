"""The small messages: who is asking, who there is, why one may be against, and a vote."""

import io
from collections.abc import Callable
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire.faults import Malformed, Problem, Unwritable
from seawall.wire.hash_sharing import (
    NAMESPACE,
    Kept,
    Member,
    Reason,
    Status,
    Vote,
    markup,
    read_members,
    read_reasons,
    read_status,
    read_vote,
    write_members,
    write_reasons,
    write_status,
    write_thanks,
    write_vote,
)
from seawall.wire.hash_sharing.tests.invented import GUID, kept, members, reasons, said
from seawall.wire.tests.spoiling import survives

STATUS = f'<status xmlns="{NAMESPACE}"><ipAddress>192.0.2.7</ipAddress><username>ravi</username><member id="1">A provider</member></status>'
MEMBERS = f'<members xmlns="{NAMESPACE}"><member id="1">A provider</member><member id="2">A hotline</member></members>'
REASONS = f'<availableFeedbackReasons xmlns="{NAMESPACE}"><reason guid="{GUID}" name="Example Reason" type="Sha1"/></availableFeedbackReasons>'
FOR = f'<feedbackSubmission xmlns="{NAMESPACE}"><affirmative><!-- nothing --></affirmative></feedbackSubmission>'
AGAINST = FOR.replace(
    "<affirmative><!-- nothing --></affirmative>",
    f"<negative><reasonIds><guid>{GUID}</guid></reasonIds></negative>",
)


def bytes_of(write: Callable[[BinaryIO], None]) -> io.BytesIO:
    file = io.BytesIO()
    write(file)
    return io.BytesIO(file.getvalue())


own = kept.filter(lambda each: each.name not in ("ipAddress", "username", "member"))


@given(st.builds(Status, said, said, members, st.lists(own, max_size=2).map(tuple)))
def test_a_status_reads_as_it_was_written(status: Status) -> None:
    assert read_status(bytes_of(lambda file: write_status(status, file))) == status


@given(st.lists(members, max_size=4).map(tuple))
def test_members_read_as_they_were_written(written: tuple[Member, ...]) -> None:
    assert read_members(bytes_of(lambda file: write_members(written, file))) == written


@given(st.lists(reasons, max_size=4).map(tuple))
def test_reasons_read_as_they_were_written(written: tuple[Reason, ...]) -> None:
    assert read_reasons(bytes_of(lambda file: write_reasons(written, file))) == written


@given(st.lists(st.uuids().map(str), max_size=3, unique=True).map(tuple))
def test_a_vote_reads_as_it_was_written(guids: tuple[str, ...]) -> None:
    assert read_vote(bytes_of(lambda file: write_vote(Vote(guids), file))) == Vote(guids)


def test_it_reads_them_as_the_documentation_shows_them() -> None:
    assert read_status(io.BytesIO(STATUS.encode())) == Status("192.0.2.7", "ravi", Member(1, "A provider"))
    assert read_members(io.BytesIO(MEMBERS.encode())) == (Member(1, "A provider"), Member(2, "A hotline"))
    for data in (REASONS, f"<queryResult>{REASONS}</queryResult>"):
        assert read_reasons(io.BytesIO(data.encode())) == (Reason(GUID, "Example Reason", "Sha1"),)
    assert read_vote(io.BytesIO(FOR.encode())).affirmative
    assert read_vote(io.BytesIO(AGAINST.encode())) == Vote((GUID,))


def test_the_answer_to_a_vote_says_nothing() -> None:
    name, node = markup.read_whole(bytes_of(write_thanks))
    assert name == "submissionResult" and node.empty


@pytest.mark.parametrize(
    ("read", "data", "name", "problem"),
    [
        (read_status, MEMBERS, "", Problem.OTHER_FORMAT),
        (read_status, STATUS.replace('<member id="1">A provider</member>', ""), "member", Problem.MISSING),
        (read_status, STATUS.replace('id="1"', 'id="-1"'), "member.@id", Problem.WRONG),
        (read_status, STATUS.replace("</username>", "</username><username/>"), "username", Problem.TWICE),
        (read_members, STATUS, "", Problem.OTHER_FORMAT),
        (read_members, '<m xmlns="urn:else"/>', "", Problem.OTHER_FORMAT),
        (read_members, MEMBERS.replace('id="2"', f'id="{"2" * 19}"'), "member.@id", Problem.WRONG),
        (read_members, MEMBERS[:-20], "", Problem.CUT),
        (read_members, f"<!DOCTYPE m>{MEMBERS}", "", Problem.FORBIDDEN),
        (read_members, MEMBERS.replace("hotline", "x" * markup.LONGEST_RECORD), "", Problem.TOO_LONG),
        (read_reasons, MEMBERS, "", Problem.OTHER_FORMAT),
        (read_reasons, REASONS.replace(' name="Example Reason"', ""), "reason.@name", Problem.MISSING),
        (read_reasons, REASONS.replace(GUID, " "), "reason.@guid", Problem.MISSING),
        (read_reasons, REASONS.replace(GUID, "a" * 300), "reason.@guid", Problem.TOO_LONG),
        (read_vote, REASONS, "", Problem.OTHER_FORMAT),
        (read_vote, FOR.replace("<affirmative><!-- nothing --></affirmative>", ""), "", Problem.WRONG),
        (read_vote, AGAINST.replace("<negative>", "<affirmative/><negative>"), "", Problem.WRONG),
        (read_vote, FOR.replace("<affirmative>", "<perhaps/><affirmative>"), "", Problem.WRONG),
        (read_vote, FOR.replace("affirmative", "negative"), "negative.reasonIds", Problem.MISSING),
        (read_vote, AGAINST.replace(f"<guid>{GUID}</guid>", ""), "negative.reasonIds.guid", Problem.MISSING),
        (read_vote, AGAINST.replace(GUID, "a b"), "negative.reasonIds.guid", Problem.WRONG),
        (read_vote, AGAINST.replace(f"<guid>{GUID}</guid>", f"<guid>{GUID}</guid>" * 2), "negative.reasonIds.guid", Problem.TWICE),
        (read_vote, AGAINST.replace(f"<guid>{GUID}</guid>", f"<guid>{GUID}</guid>" * 200), "negative.reasonIds.guid", Problem.TOO_MANY),
        (read_vote, "", "", Problem.CUT),
    ],
)  # fmt: skip
def test_what_is_no_such_message_is_refused(
    read: Callable[[BinaryIO], object], data: str, name: str, problem: Problem
) -> None:
    with pytest.raises(Malformed) as told:
        read(io.BytesIO(data.encode()))
    assert (told.value.fault.field, told.value.fault.problem) == (name, problem)


def test_it_writes_nothing_that_could_not_be_read() -> None:
    for write in (
        lambda file: write_vote(Vote(("a b",)), file),
        lambda file: write_members([Member(1, "\0")], file),
        lambda file: write_status(Status("", "", Member(1, ""), (Kept("note", "\ufffe"),)), file),
        lambda file: write_reasons([Reason("\x1f", "a")], file),
    ):
        with pytest.raises(Unwritable):
            write(io.BytesIO())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("read", "data"),
    [(read_status, STATUS), (read_members, MEMBERS), (read_reasons, REASONS), (read_vote, AGAINST)],
)
def test_it_outlasts_spoiled_messages(read: Callable[[BinaryIO], object], data: str) -> None:
    survives(lambda spoiled: read(io.BytesIO(spoiled)), [data.encode()], sharing=5)
