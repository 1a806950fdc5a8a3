"""The other houses of the little internet: a tipline that takes reports, and the mailbox with what partners sent."""

import base64
import imaplib
import ssl
from http import HTTPStatus
from pathlib import Path

import pytest

from seawall.core import clock
from seawall.demo.internet import mailbox
from seawall.demo.internet.certificate import CERTIFICATE
from seawall.demo.internet.mailbox import Mailbox
from seawall.demo.internet.tipline import PASSWORD, USER, Tipline
from seawall.demo.internet.world import LOOPBACK
from seawall.demo.past.letters import PARTNERS, SERVER, letters
from seawall.demo.places import Places
from seawall.reports.mail_judging import judge, partners_of
from seawall.reports.mail_terms import InboxTerms, check
from seawall.reports.states import MailFate
from seawall.wire.cybertip.answers import Code, read_done_response, read_response
from seawall.wire.cybertip.constants import IncidentType
from seawall.wire.cybertip.people import Email, Person
from seawall.wire.cybertip.report import Incident, Report, Reporter, write_report

LET_IN = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


def a_report(kind: IncidentType) -> bytes:
    incident = Incident(kind, clock.now())
    reporter = Reporter(Person(emails=(Email("desk@hotline.example"),)))
    return write_report(Report(incident=incident, reporter=reporter, notes="As told."))


def said(tipline: Tipline, call: str, body: bytes) -> int:
    return read_response(tipline.answer(call, LET_IN, body)[1]).code


def test_a_report_is_filed_once() -> None:
    tipline = Tipline()
    number = read_response(tipline.answer("submit", LET_IN, a_report(IncidentType.MATERIAL))[1]).report_id
    finish = f"id={number}".encode()
    assert read_done_response(tipline.answer("finish", LET_IN, finish)[1]).report_id == number
    assert said(tipline, "finish", finish) == Code.FINISHED
    assert said(tipline, "retract", finish) == Code.FINISHED


@pytest.mark.parametrize(
    ("kind", "code"),
    [(IncidentType.MISLEADING_DOMAIN, Code.INVALID_REQUEST), (IncidentType.UNSOLICITED, Code.SERVER_ERROR)],
)
def test_two_kinds_are_not_taken(kind: IncidentType, code: Code) -> None:
    assert said(Tipline(), "submit", a_report(kind)) == code


def test_a_stranger_is_not_let_in_and_nonsense_is_told_so() -> None:
    assert Tipline().answer("submit", None, b"")[0] == HTTPStatus.UNAUTHORIZED
    assert Tipline().answer("upload", LET_IN, b"")[0] == HTTPStatus.NOT_FOUND
    assert said(Tipline(), "submit", b"<html>") == Code.MALFORMED_XML
    assert said(Tipline(), "finish", b"id=7") == Code.NO_SUCH_REPORT
    assert said(Tipline(), "finish", b"id=seven") == Code.MALFORMED_XML


def test_the_mailbox_is_read_over_tls_from_where_one_left_off(tmp_path: Path) -> None:
    with Mailbox(0, [b"one\r\n", b"two\r\n"], tmp_path) as box:
        trusting = ssl.create_default_context(cafile=str(tmp_path / CERTIFICATE))
        with imaplib.IMAP4_SSL(LOOPBACK, box.port, ssl_context=trusting) as reader:
            with pytest.raises(imaplib.IMAP4.error):
                reader.login(mailbox.USER, "another")
            reader.login(mailbox.USER, mailbox.PASSWORD)
            assert reader.select("Elsewhere")[0] == "NO"
            assert reader.select(mailbox.FOLDER)[1] == [b"2"]
            assert reader.uid("SEARCH", "UID 2:*")[1] == [b"2"]
            assert reader.uid("FETCH", "2", "(BODY.PEEK[])")[1][0][1] == b"two\r\n"


def test_each_letter_has_another_fate() -> None:
    terms = InboxTerms("mail.example", 993, "u", "p", "INBOX", "", SERVER, PARTNERS, 5, True)
    partners = partners_of(check(terms, needs_password=True))
    fates = [judge(letter, partners, SERVER).fate for letter in letters(Places())]
    assert fates == [MailFate.TAKEN, MailFate.TEST, MailFate.STRANGER, MailFate.OTHER]
