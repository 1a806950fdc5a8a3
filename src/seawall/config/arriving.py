"""What is sent to a program arrives here, in memory and without any of its threads. Whoever sends slowly, or stops in the
middle, holds up nobody: a thread begins with what has arrived whole, or says why it has not."""

import asyncio
import io
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from seawall.core.errors import NOT_ARRIVED

# A client that cannot stop in the middle reads our answer only when it has sent all: so much is read and dropped.
DROPPED_BYTES = 64 << 20
# Of all that is arriving at once. What a person or a small call sends is let in whatever others send.
HELD_BYTES = 128 << 20
SMALL_BYTES = 64 << 10
# One name twice is one list, but for cookies (RFC 6265 and RFC 9110, 5.3).
JOINED = {"cookie": "; "}

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[int, list[tuple[str, str]], bytes]


class Arrivals:
    """A WSGI application behind granian's RSGI, which tells of a request when its head is there."""

    def __init__(self, application: Application, *, threads: int, seconds: int, most: int) -> None:
        self._application, self._seconds, self.most = application, seconds, most
        self._threads = ThreadPoolExecutor(threads, "door")
        self._held = 0
        self._stopping = False
        self._waiting: set[asyncio.Timeout] = set()

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called when granian listens to SIGTERM and SIGINT alike: the first is ours now, and leads to the second."""
        loop.add_signal_handler(signal.SIGTERM, self._stop, loop)

    def _stop(self, loop: asyncio.AbstractEventLoop) -> None:
        """What is here is still answered; nobody waits for what is not."""
        self._stopping = True
        for waiting in self._waiting:
            waiting.reschedule(loop.time())
        signal.raise_signal(signal.SIGINT)

    def end(self) -> None:
        """What was begun is ended, also where nobody waits for the answer any more."""
        self._threads.shutdown()

    async def __call__(self, scope: Any, proto: Any) -> None:
        headers = heads(scope.headers.items())
        body = _Body(self)
        try:
            if "transfer-encoding" in headers or headers.get("content-length", "0") != "0":
                await body.arrive(proto, headers)
            environ = environ_of(scope, headers, body)
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, self._answer, environ)
            proto.response_bytes(*answer)
        finally:
            body.forget()

    def reserve(self, size: int) -> bool:
        if self._stopping or size > SMALL_BYTES and self._held + size > HELD_BYTES:
            return False
        self._held += size
        return True

    def release(self, size: int) -> None:
        self._held -= size

    async def in_time(self, coming: Awaitable[bytes]) -> tuple[bytes, str]:
        """What came, or why it did not."""
        try:
            async with asyncio.timeout(self._seconds) as waiting:
                self._waiting.add(waiting)
                return await coming, ""
        except TimeoutError:
            return b"", "no room" if self._stopping else "too late"
        finally:
            self._waiting.discard(waiting)

    def _answer(self, environ: dict[str, Any]) -> Answer:
        told: list[Any] = []
        said = self._application(
            environ, lambda status, headers, exc_info=None: told.extend((status, headers))
        )
        try:
            content = b"".join(said)
        finally:
            if hasattr(said, "close"):
                said.close()
        return int(told[0][:3]), told[1], content


class _Body:
    """The bytes that have come, or why they are not to be read."""

    def __init__(self, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._reserved = 0
        self.content = b""
        self.fault = ""

    async def arrive(self, proto: Any, headers: dict[str, str]) -> None:
        # Lengths that contradict each other are refused before us.
        size = int(headers.get("content-length", "0").partition(",")[0])
        self.fault = self._refused(headers, size)
        if self.fault and (size > DROPPED_BYTES or "expect" in headers):
            return
        self.content, late = await self._arrivals.in_time(dropped(proto) if self.fault else proto())
        self.fault = self.fault or late or ("cut" if len(self.content) < size else "")

    def _refused(self, headers: dict[str, str], size: int) -> str:
        if "transfer-encoding" in headers:
            # Nobody could tell one that ends from one that was cut.
            return "no length"
        if size > self._arrivals.most:
            return "too large"
        if not self._arrivals.reserve(size):
            return "no room"
        self._reserved = size
        return ""

    def forget(self) -> None:
        self._arrivals.release(self._reserved)


async def dropped(proto: Any) -> bytes:
    size = 0
    async for part in proto:
        size += len(part)
        if size > DROPPED_BYTES:
            break
    return b""


def heads(items: list[tuple[str, str]]) -> dict[str, str]:
    """By lower-case name. One with an underscore would be taken for its twin with a hyphen, which a proxy may have set."""
    found: dict[str, str] = {}
    for name, value in items:
        if "_" not in name:
            found[name] = found[name] + JOINED.get(name, ",") + value if name in found else value
    return found


def environ_of(scope: Any, headers: dict[str, str], body: _Body) -> dict[str, Any]:
    """As PEP 3333 has it."""
    server, _, port = scope.server.rpartition(":")
    content = body.content
    told = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    told["CONTENT_TYPE"] = told.pop("HTTP_CONTENT_TYPE", "")
    told.pop("HTTP_CONTENT_LENGTH", "")
    return {
        **told,
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "CONTENT_LENGTH": str(len(content)) if content else "",
        NOT_ARRIVED: body.fault,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
