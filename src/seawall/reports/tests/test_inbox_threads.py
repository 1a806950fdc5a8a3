"""An inbox that hangs holds up no other. Proven on PostgreSQL, where each thread has a connection of its own to the same records."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from seawall.core.actors import Actor, Duty
from seawall.core.outside import pinned
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.reports import mail_reading
from seawall.reports.actions.set_inbox import set_inbox
from seawall.reports.mail_terms import InboxTerms
from seawall.reports.models import Inbox, Report
from seawall.reports.states import MailState
from seawall.reports.tests.test_inbox import PARTNERS, SERVER, a_mail, xarf
from tests.peers.imap import HOST, ImapServer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL"),
]
LONGEST = 120
ROUNDS = 20


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def threads() -> int:
    return sum(thread.name.startswith("inboxes ") for thread in threading.enumerate())


@pytest.fixture
def servers(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[ImapServer]]:
    """Two that hang once somebody is signed in, and one that does not."""
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    monkeypatch.setattr(mail_reading, "PAUSE", 0.02)
    monkeypatch.setattr(pinned, "LONGEST_WAIT", LONGEST)
    folders = [tmp_path / name for name in ("stuck", "stuck too", "free")]
    for folder in folders:
        folder.mkdir()
    one, other, free = map(ImapServer, folders)
    trusted = tmp_path / "trusted.pem"
    trusted.write_text("".join(server.certificate.read_text() for server in (one, other, free)))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    pinned.trusting.cache_clear()
    one.post.fault = other.post.fault = "mute"
    with one, other, free:
        yield [one, other, free]
        until(lambda: not threads())
    pinned.trusting.cache_clear()


@pytest.fixture
def inboxes(
    servers: list[ImapServer],
    hotline: Agency,
    police: Agency,
    other_hotline: Agency,
    actor_of: Callable[..., Actor],
) -> list[Inbox]:
    """One of each agency; that of the last is asked after the others."""
    return [
        set_inbox(terms(server), actor=replace(actor_of(an_administrator(agency)), fresh=True))
        for server, agency in zip(servers, (hotline, police, other_hotline), strict=True)
    ]


def an_administrator(agency: Agency) -> Staff:
    staff = Staff.objects.create(email=f"{agency.id}@agency.example", name="Ada", agency=agency)
    DutyGrant.objects.create(staff=staff, duty=Duty.ADMINISTRATOR, granted_by="system")
    return staff


def terms(server: ImapServer) -> InboxTerms:
    post = server.post
    return InboxTerms(
        HOST, server.port, post.user, post.password, "INBOX", "Done", SERVER, PARTNERS, 10, True
    )


def test_while_two_inboxes_hang_another_is_read(servers: list[ImapServer], inboxes: list[Inbox]) -> None:
    one, other, free = servers
    free.post.put(a_mail(xarf()))
    stopping = threading.Event()
    keeper = threading.Thread(target=mail_reading.keep_reading, args=(stopping,))
    keeper.start()
    try:
        until(lambda: Inbox.objects.get(pk=inboxes[2].pk).last_whole_at is not None)
        until(lambda: threads() == one.post.logins + other.post.logins == 2)
        time.sleep(ROUNDS * mail_reading.PAUSE)
        # Nobody else reads them meanwhile, round after round.
        assert Report.objects.count() == 1 and threads() == 2
        assert one.post.logins == other.post.logins == free.post.logins == 1
        states = {inbox.owner_id: inbox.state for inbox in Inbox.objects.all()}
        assert [states[inbox.owner_id] for inbox in inboxes] == [MailState.RUNNING] * 2 + [MailState.WAITING]
    finally:
        stopping.set()
        keeper.join(LONGEST)
        for server in (one, other):
            server.let_go()
    assert not keeper.is_alive()
