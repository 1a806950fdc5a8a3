"""Confining the running process, for good: from here on it can read its file, compute, and write its answer."""

import ctypes
import os
import platform
import resource
import signal
import sys
from functools import cache
from pathlib import Path

from seawall.engine.sandbox.filter import MACHINES, packed, program
from seawall.engine.sandbox.registry import Limits

# linux/prctl.h, linux/seccomp.h
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER = 2
NOBODY = 65534
# The file, the answer and the three standard ones.
DESCRIPTORS = 5


class CannotConfine(Exception):
    """One of the walls could not be put up; the text says which."""


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


_libc = ctypes.CDLL(None, use_errno=True)


def drop_root() -> None:
    """Root becomes nobody: past a wall there should be another. Who is not root stays who they are."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def mapped_bytes() -> int:
    """Address space that this process maps now."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()


def limit(limits: Limits, *, mapped: int) -> None:
    """Put the resource limits on this process; `mapped` bytes of address space come free."""
    cpu = limits.cpu_seconds
    for kind, soft, hard in (
        # First a signal that names the reason; a second later the one that cannot be caught.
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, mapped + limits.memory, mapped + limits.memory),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS, DESCRIPTORS),
    ):
        resource.setrlimit(kind, (soft, hard))
    if not limits.threads:
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


@cache
def allow_list(*, answer_fd: int, threads: bool) -> _Program:
    """What `confine` loads. The server asks for it once, so that no child has to make it. Raises CannotConfine."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in MACHINES:
        raise CannotConfine(f"no list of system calls for {sys.platform} on {machine}")
    instructions = program(machine, answer_fd=answer_fd, threads=threads)
    return _Program(len(instructions), packed(instructions))


def confine(*, answer_fd: int, threads: bool = False) -> None:
    """No new privileges, no debugger, death with the server, and the allow-list of system calls. Raises CannotConfine."""
    loaded = allow_list(answer_fd=answer_fd, threads=threads)
    _prctl("death with the server", PR_SET_PDEATHSIG, signal.SIGKILL)
    _prctl("no debugger", PR_SET_DUMPABLE, 0)
    _prctl("no new privileges", PR_SET_NO_NEW_PRIVS, 1)
    _prctl("seccomp", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(loaded))


def _prctl(wall: str, option: int, *arguments: int) -> None:
    words = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    if _libc.prctl(ctypes.c_int(option), *words) != 0:
        raise CannotConfine(f"{wall}: {os.strerror(ctypes.get_errno())}")
