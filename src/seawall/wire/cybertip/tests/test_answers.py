import pytest

from seawall.wire.cybertip.answers import (
    Code,
    DoneResponse,
    Response,
    may_be_retried,
    read_done_response,
    read_response,
    write_done_response,
    write_response,
)
from seawall.wire.cybertip.tests.theirs import needs_their_schema, their_schema
from seawall.wire.faults import Malformed, Problem

RESPONSES = [Response(code, "said") for code in Code]
RESPONSES += [
    Response(0, "", 2**40),
    Response(0, "ok", 1, "b0754af766b426f2928a02c651ed4b99", "0" * 32),
    Response(9999, "new"),
]
DONE = [DoneResponse(0, 12), DoneResponse(0, 12, ("a", "b")), DoneResponse(5102, 12)]


@pytest.mark.parametrize("response", RESPONSES)
def test_it_reads_back_an_answer(response):
    assert read_response(write_response(response)) == response


@pytest.mark.parametrize("done", DONE)
def test_it_reads_back_the_answer_to_finish(done):
    assert read_done_response(write_done_response(done)) == done


@needs_their_schema
def test_their_schema_takes_every_answer():
    for response in RESPONSES:
        assert their_schema().faults_in(write_response(response)) == ()
    for done in DONE:
        assert their_schema().faults_in(write_done_response(done)) == ()


def test_only_the_services_own_trouble_may_be_retried():
    assert {code for code in Code if may_be_retried(code)} == {1000, 1100, 1110, 1111, 1210, 1300}


def test_an_answer_with_more_than_was_agreed_is_still_an_answer():
    document = b"<reportResponse><new/><reportId> 7 </reportId><responseCode>0</responseCode><fileId/></reportResponse>"
    assert read_response(document) == Response(0, "", 7)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (b"", Problem.CUT),
        (b"<html/>", Problem.OTHER_FORMAT),
        (b"<reportResponse/>", Problem.MISSING),
        (b"<reportResponse><responseCode>ok</responseCode></reportResponse>", Problem.WRONG),
        (b"<reportResponse><responseCode/></reportResponse>", Problem.WRONG),
        (
            b"<reportResponse><responseCode>0</responseCode><reportId>x</reportId></reportResponse>",
            Problem.WRONG,
        ),
        (b'{"responseCode": 0}', Problem.NOT_XML),
    ],
)
def test_what_is_no_answer_is_told(document, problem):
    with pytest.raises(Malformed) as refused:
        read_response(document)
    assert refused.value.fault.problem is problem
