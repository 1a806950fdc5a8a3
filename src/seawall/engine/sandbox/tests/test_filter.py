"""The allow-list judged call by call, on both machines, by a filter machine of our own."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.engine.sandbox.calls import ALLOWED, CLONE, CLONE3, MMAP, MPROTECT, REFUSED, WRITE
from seawall.engine.sandbox.filter import (
    ALLOW,
    KILL,
    MACHINES,
    REFUSE,
    UNKNOWN,
    X32,
    Instruction,
    packed,
    program,
)

ANSWER_FD = 4
EXECUTE, SHARED, PRIVATE, THREAD = 4, 1, 2, 0x10000
JUDGED = (WRITE, MMAP, MPROTECT, CLONE, CLONE3)
KNOWN = {
    machine: {
        numbers[column]
        for numbers in (*ALLOWED.values(), *REFUSED.values(), *JUDGED)
        if numbers[column] is not None
    }
    for column, machine in enumerate(MACHINES)
}


def judged(instructions: list[Instruction], audit: int, number: int, *arguments: int) -> int:
    """The verdict on one call: what linux/filter.h says of the six opcodes used."""
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    seen = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, audit, 0, *words)
    loaded, at = 0, 0
    while True:
        code, if_true, if_false, value = instructions[at]
        at += 1
        if code == 0x20:
            loaded = struct.unpack_from("<I", seen, value)[0]
        elif code == 0x06:
            return value
        else:
            true = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[code]
            at += if_true if true else if_false


def verdict(machine: str, number: int, *arguments: int, threads: bool = False) -> int:
    instructions = program(machine, answer_fd=ANSWER_FD, threads=threads)
    return judged(instructions, MACHINES[machine].audit, number, *arguments)


machines = pytest.mark.parametrize("machine", MACHINES)


@machines
def test_it_allows_and_refuses_what_the_lists_say(machine: str) -> None:
    column = MACHINES[machine].column
    for calls, expected in ((ALLOWED, ALLOW), (REFUSED, REFUSE)):
        numbers = [each[column] for each in calls.values() if each[column] is not None]
        assert {verdict(machine, number) for number in numbers} == {expected}


@machines
@given(number=st.integers(0, 0xFFFFFFFF))
def test_it_kills_for_every_other_call(machine: str, number: int) -> None:
    if number not in KNOWN[machine]:
        assert verdict(machine, number) == KILL


# Numbers of calls that reach other processes, other files or the network, on both machines; from the kernel, not from our lists.
DANGEROUS = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "kill": (62, 129),
    "tgkill": (234, 131),
    "open": (2, None),
    "openat": (257, 56),
    "openat2": (437, 437),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "bpf": (321, 280),
    "mount": (165, 40),
    "setns": (308, 268),
    "unshare": (272, 97),
    "io_uring_setup": (425, 425),
    "pwrite64": (18, 68),
    "writev": (20, 66),
    "sendfile": (40, 71),
    "splice": (275, 76),
    "dup": (32, 23),
    "prctl": (157, 167),
    "seccomp": (317, 277),
    "memfd_create": (319, 279),
    "userfaultfd": (323, 282),
}


@machines
@pytest.mark.parametrize("threads", [False, True])
def test_what_reaches_further_than_the_file_is_never_allowed(machine: str, threads: bool) -> None:
    column = MACHINES[machine].column
    numbers = {name: each[column] for name, each in DANGEROUS.items() if each[column] is not None}
    judged = {name: verdict(machine, number, threads=threads) for name, number in numbers.items()}
    assert {name: found for name, found in judged.items() if found not in (KILL, REFUSE)} == {}


@machines
def test_no_number_stands_on_two_lists(machine: str) -> None:
    column = MACHINES[machine].column
    listed = [*ALLOWED.values(), *REFUSED.values(), *JUDGED]
    numbers = [each[column] for each in listed if each[column] is not None]
    assert len(numbers) == len(set(numbers))


@machines
@given(fd=st.integers(0, 2**32 - 1))
def test_it_writes_to_the_answer_alone(machine: str, fd: int) -> None:
    write = WRITE[MACHINES[machine].column]
    assert verdict(machine, write, fd) == (ALLOW if fd == ANSWER_FD else REFUSE)


@machines
@given(protection=st.integers(0, 2**32 - 1), flags=st.integers(0, 2**32 - 1))
def test_memory_is_neither_shared_nor_executed(machine: str, protection: int, flags: int) -> None:
    column = MACHINES[machine].column
    executed, shared = bool(protection & EXECUTE), bool(flags & SHARED)
    assert verdict(machine, MPROTECT[column], 0, 0, protection) == (REFUSE if executed else ALLOW)
    expected = REFUSE if executed or shared else ALLOW
    assert verdict(machine, MMAP[column], 0, 0, protection, flags) == expected
    assert verdict(machine, MMAP[column], 0, 0, 3, PRIVATE) == ALLOW


@machines
@given(flags=st.integers(0, 2**32 - 1))
def test_it_begins_no_process_and_threads_only_where_allowed(machine: str, flags: int) -> None:
    clone, clone3 = CLONE[MACHINES[machine].column], CLONE3[MACHINES[machine].column]
    assert verdict(machine, clone, flags) == REFUSE
    assert verdict(machine, clone, flags, threads=True) == (ALLOW if flags & THREAD else REFUSE)
    assert verdict(machine, clone3, flags, threads=True) == UNKNOWN


def test_it_closes_the_other_tables_of_numbers() -> None:
    instructions = program("x86_64", answer_fd=ANSWER_FD, threads=True)
    assert judged(instructions, 0x40000003, 0) == KILL  # 32-bit x86
    assert judged(instructions, MACHINES["x86_64"].audit, X32) == KILL


@machines
def test_the_kernel_takes_programs_of_this_length(machine: str) -> None:
    instructions = program(machine, answer_fd=ANSWER_FD, threads=True)
    assert len(packed(instructions)) == 8 * len(instructions) <= 8 * 4096
