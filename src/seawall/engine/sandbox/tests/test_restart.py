"""The server may be killed, stopped, forked or used by many; files go on being decoded."""

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from seawall.engine.errors import EngineError
from seawall.engine.sandbox import Refusal, Sandbox
from seawall.engine.sandbox.tests.conftest import DEEDS


@pytest.fixture
def own() -> Iterator[Sandbox]:
    sandbox = Sandbox(DEEDS)
    yield sandbox
    sandbox.close()


@pytest.fixture
def fd() -> Iterator[int]:
    with tempfile.TemporaryFile() as file:
        file.write(b"content")
        file.flush()
        yield file.fileno()


def in_time(true: Callable[[], bool]) -> bool:
    """Whether it becomes true within a minute."""
    for _ in range(1200):
        if true():
            return True
        time.sleep(0.05)
    return False


def gone(pid: int) -> bool:
    """Ended, and buried by whoever had to."""
    return in_time(lambda: not os.path.exists(f"/proc/{pid}"))


def test_a_killed_server_is_replaced(own: Sandbox, fd: int) -> None:
    before = own.server_pid
    os.kill(before, signal.SIGKILL)
    assert own.run("read", fd) == b"content"
    assert own.server_pid != before


def test_a_server_killed_at_work_is_replaced(own: Sandbox, fd: int) -> None:
    threading.Timer(0.5, os.kill, (own.server_pid, signal.SIGKILL)).start()
    assert own.run("sleep", fd, seconds=1) == b"awake"


def test_a_file_that_ends_two_servers_is_refused(own: Sandbox, fd: int) -> None:
    stop = threading.Event()

    def keep_killing() -> None:
        while not stop.wait(0.4):
            # On a slow machine there may be none yet in the place of the one before.
            with suppress(ProcessLookupError):
                os.kill(own.server_pid, signal.SIGKILL)

    killer = threading.Thread(target=keep_killing)
    killer.start()
    try:
        assert own.run("sleep", fd, seconds=60) == Refusal("server")
    finally:
        stop.set()
        killer.join()


@pytest.mark.slow
def test_a_server_that_hangs_is_replaced(own: Sandbox, fd: int) -> None:
    os.kill(own.server_pid, signal.SIGSTOP)
    assert own.run("read", fd) == b"content"


def test_children_end_with_the_server(own: Sandbox, fd: int) -> None:
    with ThreadPoolExecutor() as pool:
        sleeping = pool.submit(own.run, "sleep", fd, seconds=1.5)
        # One that has the file, and one that is ready for the next.
        assert in_time(lambda: len(children_of(own.server_pid)) == 2)
        children = children_of(own.server_pid)
        os.kill(own.server_pid, signal.SIGKILL)
        assert all(gone(child) for child in children)
        assert sleeping.result() == b"awake"


def children_of(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as listed:
        return [int(word) for word in listed.read().split()]


def test_the_server_ends_with_its_caller(own: Sandbox, fd: int) -> None:
    own.run("read", fd)
    pid = own.server_pid
    own.close()
    assert gone(pid)
    assert own.run("read", fd) == b"content"


def test_a_forked_process_starts_its_own(own: Sandbox, fd: int) -> None:
    before = own.server_pid
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(mouth, f"{own.run('read', fd)} {own.server_pid}".encode())
        own.close()
        os._exit(0)
    os.waitpid(pid, 0)
    said, theirs = os.read(ear, 100).decode().split()
    assert (said, own.server_pid) == ("b'content'", before)
    assert int(theirs) != before
    assert own.run("read", fd) == b"content"
    os.close(ear)
    os.close(mouth)


def test_many_threads_share_one_server(own: Sandbox) -> None:
    def one(number: int) -> bytes | Refusal:
        with tempfile.TemporaryFile() as file:
            file.write(b"%d" % number)
            file.flush()
            return own.run("read", file.fileno(), times=1 + number % 3)

    before = own.server_pid
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(one, range(100)))
    assert found == [b"%d" % number * (1 + number % 3) for number in range(100)]
    assert own.server_pid == before


def test_no_descriptor_and_no_child_is_left_behind(own: Sandbox, fd: int) -> None:
    pid = own.server_pid

    def open_now() -> tuple[int, int]:
        return len(os.listdir("/proc/self/fd")), len(os.listdir(f"/proc/{pid}/fd"))

    own.run("read", fd)
    assert in_time(lambda: len(children_of(pid)) == 1)
    time.sleep(0.5)
    before = open_now()
    for deed in ("read", "raise", "segfault", "leave", "connect", "flood"):
        own.run(deed, fd)
    assert in_time(lambda: open_now() == before and len(children_of(pid)) == 1)


def test_a_server_that_cannot_start_says_why(fd: int) -> None:
    with pytest.raises(EngineError, match="no_such_module"):
        Sandbox(("no_such_module",)).run("read", fd)
