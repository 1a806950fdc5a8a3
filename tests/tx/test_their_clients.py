"""What wire writes is read by the clients that ship in PyPI `threatexchange`, over HTTP; and what they send is read by wire: also what no
node of ours says, such as large fingerprints and StopNCII."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import pytest

from seawall.wire.hash_sharing import (
    Affirmative,
    Against,
    Asked,
    Entry,
    Feedback,
    Fingerprint,
    Member,
    Negative,
    Reason,
    Status,
    Vote,
    Votes,
    next_text,
    read_query,
    read_vote,
    write_members,
    write_page,
    write_reasons,
    write_status,
    write_thanks,
)
from seawall.wire.stopncii import Feedback as CaseFeedback
from seawall.wire.stopncii import HashRecord, Page, read_feedback
from seawall.wire.stopncii import write_page as write_stopncii
from tests.tx.conftest import Calls
from tests.tx.machine import needs_threatexchange

pytestmark = [pytest.mark.slow, needs_threatexchange]

MARA, RAVI = Member(1, "A hotline"), Member(2, 'A <provider> & "others"')
MORNING = datetime(2026, 10, 24, 15, 0, tzinfo=UTC)
MD5, SHA1, PDQ = "0a" * 16, "1b" * 20, "2c" * 32
QUALITY = Reason("00000000-0000-0000-0000-000000000001", "Too little to be seen", "MD5")
OTHER = Reason("00000000-0000-0000-0000-000000000002", "Not what it is said to be", "MD5")
OPINIONS = Feedback(
    (
        Affirmative("MD5", (Votes((MARA, RAVI), MORNING),), MORNING),
        Negative("PDQ", (Against(QUALITY, (Votes((RAVI,)),)), Against(OTHER, (Votes((MARA,)),)))),
    ),
    MORNING,
)
PRINTS = (Fingerprint.of("MD5", MD5), Fingerprint.of("SHA1", SHA1), Fingerprint.of("PDQ", PDQ))
LARGE = Fingerprint("videntifier", "", "/v2/entries/1/video1/fingerprints/VIDENTIFIER")
FIRST = [
    Entry("image", MARA, "image1", MORNING, False, "A1", PRINTS, OPINIONS),
    Entry("image", RAVI, "image2", MORNING.replace(minute=7), True),
    Entry("video", MARA, "video1", MORNING, False, "", (PRINTS[0], LARGE), Feedback()),
]
SECOND = [Entry("video", RAVI, "video2", MORNING.replace(hour=16), True)]
RECORDS = (
    HashRecord(MORNING, "ImagePDQ", PDQ, "Active", {"case-1": "Active"}, (CaseFeedback("Blocked", ("one",), "A provider"),)),
    HashRecord(MORNING, "VideoMD5", MD5, "Withdrawn"),
)  # fmt: skip


class Node(ThreadingHTTPServer):
    """A node as far as the formats go: it answers with what we write and reads what comes with what we read."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.votes: list[tuple[str, Vote]] = []
        self.feedback: list[bytes] = []
        self.asked: list[Asked] = []

    def answer(self, path: str, query: str) -> bytes:
        file = BytesIO()
        if path == "/hashsharing/v2/status":
            write_status(Status("192.0.2.7", "ravi", RAVI), file)
        elif path == "/hashsharing/v2/members":
            write_members([MARA, RAVI], file)
        elif path == "/hashsharing/v2/feedback/MD5/reasons":
            write_reasons([QUALITY, OTHER], file)
        elif path == "/hashsharing/v2/entries":
            self._entries(read_query(query), file)
        elif path == "/v1/FetchHashes":
            write_stopncii(Page(None, MORNING, False, RECORDS), file)
        return file.getvalue()

    def _entries(self, asked: Asked, file: BytesIO) -> None:
        self.asked.append(asked)
        if asked.start is None:
            write_page(FIRST, file, next=next_text(Asked(asked.since, asked.until, 4, 1000, 4)))
        else:
            write_page(SECOND, file)

    def take(self, path: str, body: bytes) -> bytes:
        file = BytesIO()
        if path.startswith("/hashsharing/v2/entries/"):
            self.votes.append((path.removeprefix("/hashsharing/v2/entries/"), read_vote(BytesIO(body))))
            write_thanks(file)
        else:
            self.feedback.append(body)
            file.write(b"{}")
        return file.getvalue()


class _Answering(BaseHTTPRequestHandler):
    server: Node

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self._answer(self.server.answer(path, query))

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(self.server.take(self.path, body))

    do_POST = do_PUT

    def _answer(self, body: bytes) -> None:
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Node]:
    with Node() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def ask(server: Node, calls: Calls) -> Callable[..., list[Any]]:
    address = f"http://127.0.0.1:{server.server_port}/hashsharing"
    return lambda *asked: calls("ncmec", address, "ravi", "invented", *asked)


Ask = Callable[..., list[Any]]


def test_their_client_learns_who_it_is_and_who_there_is(ask: Ask) -> None:
    own, members = ask(["status"], ["members"])
    assert own == [RAVI.id, RAVI.name] and members == [[1, MARA.name], [2, RAVI.name]]


def test_their_client_pulls_every_page(ask: Ask, server: Node) -> None:
    [pages] = ask(["pages", 1_000_000_000, 1_800_000_000])
    assert len(pages) == 2
    found = [
        (each["media"], each["member"], each["id"], each["deleted"])
        for page in pages
        for each in page["entries"]
    ]
    assert found == [(each.media, each.member.id, each.id, each.deleted) for each in FIRST + SECOND]
    assert [page["latest"] for page in pages] == [
        int(MORNING.replace(minute=7).timestamp()),
        int(MORNING.replace(hour=16).timestamp()),
    ]
    # The next page is asked for as we said it.
    assert [each.start for each in server.asked] == [None, 4] and pages[0]["next"] == [4, 1000, 4]


def test_their_client_reads_fingerprints_and_opinions(ask: Ask) -> None:
    [[first, _]] = ask(["pages", 1_000_000_000, 1_800_000_000])
    image, _, video = first["entries"]
    assert image["classification"] == "A1" and video["classification"] is None
    assert image["fingerprints"] == {"md5": MD5, "sha1": SHA1, "pdq": PDQ}
    # Large ones are behind an address, which it does not follow.
    assert video["fingerprints"] == {"md5": MD5}
    assert image["feedback"] == {
        "MD5": [["upvote", 1, ""], ["upvote", 2, ""]],
        "PDQ": [["downvote", 2, QUALITY.name], ["downvote", 1, OTHER.name]],
    }


def test_their_client_votes(ask: Ask, server: Node) -> None:
    [reasons, *_] = ask(
        ["reasons", "MD5"],
        ["vote", 1, "image1", "MD5", True],
        ["vote", 1, "image1", "MD5", False, OTHER.guid],
    )
    assert reasons == {QUALITY.guid: QUALITY.name, OTHER.guid: OTHER.name}
    assert server.votes == [
        ("1/image1/MD5/feedback", Vote()),
        ("1/image1/MD5/feedback", Vote((OTHER.guid,))),
    ]


def test_their_client_of_stopncii_reads_our_pages_and_we_its_feedback(server: Node, calls: Calls) -> None:
    address = f"http://127.0.0.1:{server.server_port}/v1"
    page, _ = calls("stopncii", address, "invented", "invented", ["fetch"], ["say_not_blocked", PDQ])
    assert page["records"] == [[each.kind, each.value, each.status] for each in RECORDS]
    assert page["tags"] == [["one"]] and not page["more"]
    [given_] = read_feedback(BytesIO(server.feedback[0]))
    assert (given_.value, given_.feedback.value) == (PDQ, "NotBlocked")
