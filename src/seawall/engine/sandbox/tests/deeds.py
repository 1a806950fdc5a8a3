"""Tasks of a child that a hostile file has taken over: each tries one thing it must not be able to do."""

import contextlib
import ctypes
import mmap
import os
import signal
import socket
import subprocess
import threading
import time
from dataclasses import replace
from typing import Any, BinaryIO

from seawall.engine.sandbox.registry import Declined, Limits, task

QUICK = Limits(cpu_seconds=1, wall_seconds=2, memory=1 << 28, answer_bytes=1 << 17)


@task("read", limits=QUICK)
def read(file: BinaryIO, **options: Any) -> bytes:
    return file.read() * options.get("times", 1)


@task("decline", limits=QUICK)
def decline(file: BinaryIO) -> bytes:
    raise Declined("no picture in it\n\x1b[31m")


@task("raise", limits=QUICK)
def fail(file: BinaryIO) -> bytes:
    raise ZeroDivisionError("secret words from the file")


@task("environment", limits=QUICK)
def environment(file: BinaryIO) -> bytes:
    return repr(dict(os.environ)).encode()


@task("who", limits=QUICK)
def who(file: BinaryIO) -> bytes:
    return f"{os.getuid()} {os.getpid()}".encode()


def _tried(deed: Any) -> bytes:
    try:
        deed()
    except OSError as error:
        return f"errno {error.errno}".encode()
    return b"done"


@task("open", limits=QUICK)
def open_file(file: BinaryIO, path: str, mode: str) -> bytes:
    return _tried(lambda: open(path, mode))


@task("descriptors", limits=QUICK)
def descriptors(file: BinaryIO) -> bytes:
    """Descriptors other than the five that are known."""
    found = []
    for fd in range(5, 4096):
        with contextlib.suppress(OSError):
            os.lseek(fd, 0, os.SEEK_CUR)
            found.append(fd)
    return repr(found).encode()


@task("write_file", limits=QUICK)
def write_file(file: BinaryIO) -> bytes:
    return _tried(lambda: os.write(file.fileno(), b"x"))


@task("write_error", limits=QUICK)
def write_error(file: BinaryIO) -> bytes:
    return _tried(lambda: os.write(2, b"x"))


@task("truncate", limits=QUICK)
def truncate(file: BinaryIO) -> bytes:
    return _tried(lambda: os.ftruncate(file.fileno(), 0))


@task("connect", limits=QUICK)
def connect(file: BinaryIO) -> bytes:
    return _tried(socket.socket)


@task("fork", limits=QUICK)
def fork(file: BinaryIO) -> bytes:
    return _tried(os.fork)


def _new_thread(file: BinaryIO) -> bytes:
    said: list[bytes] = []
    try:
        thread = threading.Thread(target=lambda: said.append(_tried(os.fork)))
        thread.start()
        thread.join()
    except RuntimeError:
        return b"no thread"
    return b"a thread; fork: " + said[0]


task("thread", limits=QUICK)(_new_thread)
task("thread_allowed", limits=replace(QUICK, threads=True))(_new_thread)


@task("exec", limits=QUICK)
def execute(file: BinaryIO) -> bytes:
    return _tried(lambda: os.execv("/bin/true", ["true"]))


@task("spawn", limits=QUICK)
def spawn(file: BinaryIO) -> bytes:
    return _tried(lambda: subprocess.run(["/bin/true"], check=False))


@task("kill_parent", limits=QUICK)
def kill_parent(file: BinaryIO) -> bytes:
    return _tried(lambda: os.kill(-1, signal.SIGKILL))


@task("machine_code", limits=QUICK)
def machine_code(file: BinaryIO) -> bytes:
    return _tried(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC, flags=mmap.MAP_PRIVATE))


@task("shared_memory", limits=QUICK)
def shared_memory(file: BinaryIO) -> bytes:
    return _tried(lambda: mmap.mmap(file.fileno(), 1, flags=mmap.MAP_SHARED))


@task("raise_limits", limits=QUICK)
def raise_limits(file: BinaryIO) -> bytes:
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(b"\xff" * 16)
    return f"{libc.setrlimit(9, room)}".encode()


@task("segfault", limits=QUICK)
def segfault(file: BinaryIO) -> bytes:
    ctypes.string_at(0)
    return b""


@task("abort", limits=QUICK)
def abort(file: BinaryIO) -> bytes:
    os.abort()


@task("leave", limits=QUICK)
def leave(file: BinaryIO) -> bytes:
    os._exit(0)


@task("spin", limits=Limits(cpu_seconds=1, wall_seconds=20))
def spin(file: BinaryIO) -> bytes:
    while True:
        pass


@task("sleep", limits=QUICK)
def sleep(file: BinaryIO, seconds: float = 60.0) -> bytes:
    time.sleep(seconds)
    return b"awake"


@task("hoard", limits=QUICK)
def hoard(file: BinaryIO) -> bytes:
    return bytes(1 << 30)


@task("deafen", limits=Limits(cpu_seconds=1, wall_seconds=20))
def deafen(file: BinaryIO) -> bytes:
    """Catches the signal of the processor-time limit and goes on."""
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    return spin(file)


@task("forge", limits=QUICK)
def forge(file: BinaryIO) -> bytes:
    """Writes to the answer's pipe past the agreed form."""
    os.write(4, file.read())
    return b"honest"


@task("flood", limits=QUICK)
def flood(file: BinaryIO) -> bytes:
    return bytes(1 << 24)
