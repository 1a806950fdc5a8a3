import socket
import threading
import time

import pytest

from seawall.core.web_addresses import parse_address
from seawall.takedown.outside.head import Reason, Standing, look


def at(web, path="/a", host="bilder.example"):
    return parse_address(f"http://{host}:{web.port}{path}")


def test_it_sees_that_a_page_is_up_and_reads_no_body(web, guard):
    web.carry("/a")
    found = look(at(web), guard)
    assert (found.standing, found.status) == (Standing.UP, 200)
    assert web.requests == {"HEAD /a": 1}
    assert web.hosts == {"bilder.example": 1}


@pytest.mark.parametrize("status", [404, 410, 451])
def test_it_sees_that_a_page_is_gone(status, web, guard):
    web.carry("/a", status=status)
    assert look(at(web), guard).standing is Standing.GONE


def test_a_name_that_is_no_more_is_gone(web, guard):
    found = look(at(web, host="nowhere.example"), guard)
    assert (found.standing, found.reason) == (Standing.GONE, Reason.NO_SUCH_NAME)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.STATUS_REFUSED),
        (403, Reason.STATUS_REFUSED),
        (405, Reason.STATUS_REFUSED),
        (429, Reason.STATUS_REFUSED),
        (500, Reason.STATUS_SERVER),
        (503, Reason.STATUS_SERVER),
        (418, Reason.STATUS_OTHER),
        (302, Reason.STATUS_OTHER),
    ],
)
def test_what_proves_nothing_is_unknown_with_its_reason(status, reason, web, guard):
    web.carry("/a", status=status)
    found = look(at(web), guard)
    assert (found.standing, found.reason, found.status) == (Standing.UNKNOWN, reason, status)


def test_a_page_elsewhere_has_moved(web, dns, guard):
    dns.names["anders.example"] = ["127.0.0.1"]
    web.carry("bilder.example/a", status=301, headers={"Location": f"http://anders.example:{web.port}/b"})
    web.carry("anders.example/b")
    found = look(at(web), guard)
    assert found.standing is Standing.MOVED
    assert found.moved_to is not None and found.moved_to.host == "anders.example"
    assert "anders" not in repr(found)


def test_the_same_page_in_other_clothes_is_up(web, dns, guard):
    dns.names["www.bilder.example"] = ["127.0.0.1"]
    web.carry(
        "bilder.example/a", status=308, headers={"Location": f"http://www.bilder.example:{web.port}/a/"}
    )
    web.carry("www.bilder.example/a/")
    assert look(at(web), guard).standing is Standing.UP


def test_a_redirect_to_a_missing_page_is_gone(web, guard):
    web.carry("/a", status=302, headers={"Location": "/removed"})
    assert look(at(web), guard).standing is Standing.GONE


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://localhost/",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_inside_is_not_followed(inside, web, guard):
    web.carry("/a", status=302, headers={"Location": inside})
    found = look(at(web), guard)
    assert found.standing is Standing.UNKNOWN
    assert web.connections == 1


def test_redirects_end_after_five(web, guard):
    for number in range(9):
        web.carry(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    found = look(at(web, "/0"), guard)
    assert (found.standing, found.reason) == (Standing.UNKNOWN, Reason.TOO_MANY_HOPS)
    assert web.connections == 6


def test_a_page_that_redirects_to_itself_ends(web, guard):
    web.carry("/a", status=302, headers={"Location": "/a"})
    assert look(at(web), guard).standing is Standing.UNKNOWN


def test_nobody_listening_is_unknown(web, guard):
    address = parse_address("http://bilder.example:9/")
    assert look(address, guard).reason is Reason.GUARD
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = look(parse_address(f"http://bilder.example:{port}/"), guard)
    assert (found.standing, found.reason) == (Standing.UNKNOWN, Reason.NO_CONNECTION)


class RawServer:
    """Says what it is told, as slowly as it is told, and counts the bytes that were taken from it."""

    def __init__(self, answer: bytes, *, pause: float = 0.0, endless: bytes = b"") -> None:
        self.answer, self.pause, self.endless = answer, pause, endless
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        connection, _ = self.socket.accept()
        with connection:
            connection.recv(4096)
            try:
                for byte in self.answer:
                    connection.sendall(bytes([byte]))
                    if self.pause:
                        time.sleep(self.pause)
                while self.endless:
                    connection.sendall(self.endless)
            except OSError:
                return


@pytest.mark.parametrize(
    ("server", "reason"),
    [
        ({"answer": b"SSH-2.0-OpenSSH_9.9\r\n"}, Reason.NOT_HTTP),
        ({"answer": b"HTTP/1.1 twohundred OK\r\n\r\n"}, Reason.NOT_HTTP),
        ({"answer": b"HTTP/1.1 200 OK\r\n"}, Reason.NOT_HTTP),
        (
            {"answer": b"HTTP/1.1 200 OK\r\n", "endless": b"X-Fill: " + b"a" * 4000 + b"\r\n"},
            Reason.HEADER_TOO_LARGE,
        ),
        ({"answer": b"HTTP/1.1 100 Continue\r\n\r\n" * 9}, Reason.NOT_HTTP),
        ({"answer": b"HTTP/1.1 200 OK\r\n\r\n", "pause": 0.2}, Reason.TIMED_OUT),
    ],
)
def test_a_hostile_server_gets_nowhere(server, reason, guard):
    raw = RawServer(**server)
    start = time.monotonic()
    found = look(parse_address(f"http://bilder.example:{raw.port}/"), guard, seconds=1)
    assert (found.standing, found.reason) == (Standing.UNKNOWN, reason)
    # One second was asked for; a busy machine takes some more.
    assert time.monotonic() - start < 30


def test_a_body_sent_against_the_rules_is_not_read(guard):
    raw = RawServer(b"HTTP/1.1 200 OK\r\n\r\n", endless=b"x" * 65536)
    assert look(parse_address(f"http://bilder.example:{raw.port}/"), guard).standing is Standing.UP
