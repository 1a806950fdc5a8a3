"""A program's threads begin with what has arrived whole: who sends slowly, without an end or too much holds up nobody,
and is told so. Proven by the order of what happens, at real sockets of a started node."""

import asyncio
import selectors
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest

from seawall.config import arriving
from seawall.config.arriving import Arrivals
from seawall.core.errors import NOT_ARRIVED
from tests.durability.node import Node, status

# With more of these than threads, a program whose threads waited for them would answer nobody.
SLOW = 12
FORMS = {"public": "/en/report/", "staff": "/account/login/", "node": "/api/v1/match"}
HALF = b"half=of"


@contextmanager
def sent(node: Node, program: str, *parts: bytes) -> Iterator[socket.socket]:
    where = urlsplit(node.at(program, "/"))
    with socket.create_connection((where.hostname, where.port), 60) as line:
        line.sendall(b"".join(parts))
        yield line


def head(program: str, *more: str) -> bytes:
    lines = [f"POST {FORMS[program]} HTTP/1.1", "Host: 127.0.0.1", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def said_something(*lines: socket.socket, seconds: float = 0) -> bool:
    with selectors.DefaultSelector() as all_of_them:
        for line in lines:
            all_of_them.register(line, selectors.EVENT_READ)
        return bool(all_of_them.select(seconds))


def answer(line: socket.socket) -> str:
    """All that comes until the program closes; it was asked to, or has to."""
    found = b""
    while part := line.recv(65536):
        found += part
    return found.decode()


def first_line(line: socket.socket) -> bytes:
    return line.recv(25).partition(b"\r\n")[0]


def check_told(program: str, said: str, number: int, words: str) -> None:
    assert said.startswith(f"HTTP/1.1 {number} ") and words in said
    assert ("content-type: application/json" in said) is (program == "node")


def test_who_sends_slowly_holds_up_nobody(node: Node) -> None:
    node.settings = {"SEAWALL_ARRIVAL": "3600"}
    node.start()
    for program in FORMS:
        asked = head(program, "Content-Length: 100", "Expect: 100-continue")
        with ExitStack() as lines:
            slow = [lines.enter_context(sent(node, program, asked)) for _ in range(SLOW)]
            for line in slow:
                # Now it is being read.
                assert first_line(line) == b"HTTP/1.1 100 Continue"
                line.sendall(HALF)
            unsaid = [lines.enter_context(sent(node, program, asked[:20])) for _ in range(SLOW)]
            assert status(node.at(program, "/healthz")) == 200
            whole = head(program, f"Content-Length: {len(HALF)}", "Connection: close")
            with sent(node, program, whole, HALF) as quick:
                assert answer(quick)
            assert not said_something(*slow, *unsaid)


def byte_by_byte(line: socket.socket) -> None:
    """Until something comes back."""
    for _ in range(10_000):
        if said_something(line, seconds=0.05):
            return
        line.sendall(b"x")
    pytest.fail("it is still being read")


def test_who_sends_without_an_end_is_ended_and_told(node: Node) -> None:
    node.settings = {"SEAWALL_ARRIVAL": "1"}
    node.start()
    for program in FORMS:
        with sent(node, program, head(program, "Content-Length: 1000000")) as line:
            byte_by_byte(line)
            check_told(program, answer(line), 408, "took too long to arrive")
        with sent(node, program, head(program)[:-2] + b"X: ") as line:
            byte_by_byte(line)
            # No request, no answer.
            assert line.recv(1) == b""
        with sent(node, program) as line:
            assert line.recv(1) == b""


def test_what_is_too_large_is_refused_with_words(node: Node) -> None:
    node.start()
    for program in FORMS:
        with sent(node, program, head(program, "Content-Length: 30000000"), bytes(30_000_000)) as line:
            # It was read to its end, so that the client can read the answer and go on.
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            said, _, after = answer(line).partition("HTTP/1.1 200 ")
            check_told(program, said, 413, "more than this door takes at once")
            assert '"ok"' in after
        with sent(node, program, head(program, "Content-Length: 30000000", "Expect: 100-continue")) as line:
            assert first_line(line).startswith(b"HTTP/1.1 413 ")
        chunked = head(program, "Transfer-Encoding: chunked", "Connection: close")
        with sent(node, program, chunked, b"3\r\na=b\r\n0\r\n\r\n") as line:
            check_told(program, answer(line), 411, "Content-Length")


def test_who_sends_slowly_does_not_hold_up_a_stop(node: Node) -> None:
    node.settings = {"SEAWALL_ARRIVAL": "3600"}
    node.start()
    with ExitStack() as lines:
        slow = {}
        for program in FORMS:
            asked = head(program, "Content-Length: 100", "Expect: 100-continue")
            slow[program] = lines.enter_context(sent(node, program, asked))
            assert first_line(slow[program]) == b"HTTP/1.1 100 Continue"
        assert node.stop() == 0
        for program, line in slow.items():
            # Who is killed says nothing.
            check_told(program, answer(line), 503, "try again in a moment")


class Line:
    """A request as granian tells of it; its body comes when it is let go."""

    def __init__(self, size: int) -> None:
        told = [("content-length", str(size))]
        self.scope = SimpleNamespace(
            headers=SimpleNamespace(items=lambda: told),
            method="POST",
            path="/",
            query_string="",
            http_version="1.1",
            server="127.0.0.1:80",
            client="127.0.0.1:9",
            scheme="http",
        )
        self._size, self._go, self.said = size, asyncio.Event(), b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield await self()

    async def __call__(self) -> bytes:
        await self._go.wait()
        return bytes(self._size)

    def response_bytes(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.said = content

    def let_go(self) -> None:
        self._go.set()


MOST = 1 << 20


def what_came(environ: dict[str, Any], start: Callable[..., None]) -> list[bytes]:
    start("200 OK", [])
    return [f"{environ[NOT_ARRIVED]}{len(environ['wsgi.input'].read())}".encode()]


def test_where_much_arrives_at_once_what_is_small_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "HELD_BYTES", 5 * MOST // 2)

    async def arrive() -> list[bytes]:
        arrivals = Arrivals(what_came, threads=1, seconds=3600, most=MOST)
        sizes = (*[MOST] * 3, arriving.SMALL_BYTES, MOST + 1)
        lines = [Line(size) for size in sizes]
        asked = [asyncio.create_task(arrivals(line.scope, line)) for line in lines]
        # All have begun.
        await asyncio.sleep(0)
        for line in lines:
            line.let_go()
        await asyncio.gather(*asked)
        again = Line(MOST)
        again.let_go()
        await arrivals(again.scope, again)
        return [line.said for line in [*lines, again]]

    whole = str(MOST).encode()
    small = str(arriving.SMALL_BYTES).encode()
    assert asyncio.run(arrive()) == [whole, whole, b"no room0", small, b"too large0", whole]
