"""The allow-list as a program for the kernel's packet filter (seccomp filter mode, Documentation/userspace-api/seccomp_filter.rst).
Written by us, because the libraries for it need a system library that a plain `pip install` does not bring."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from errno import ENOSYS, EPERM
from typing import NamedTuple

from seawall.engine.sandbox.calls import ALLOWED, CLONE, CLONE3, MMAP, MPROTECT, REFUSED, WRITE

ALLOW, REFUSE, UNKNOWN, KILL = 0x7FFF0000, 0x00050000 | EPERM, 0x00050000 | ENOSYS, 0x80000000
# Opcodes of the filter machine: load a word, compare with equal / not smaller / any common bit, return.
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
# Byte offsets in struct seccomp_data; the low words of the arguments on little-endian machines.
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
PROT_EXEC, MAP_SHARED, CLONE_THREAD = 4, 1, 0x10000
# Calls of the 32-bit-pointer variant of x86_64 carry this bit: another table of numbers, through another door.
X32 = 0x40000000


class Instruction(NamedTuple):
    """struct sock_filter."""

    code: int
    if_true: int
    if_false: int
    value: int


@dataclass(frozen=True, slots=True)
class Machine:
    column: int
    audit: int


MACHINES = {"x86_64": Machine(0, 0xC000003E), "aarch64": Machine(1, 0xC00000B7)}


def program(machine: str, *, answer_fd: int, threads: bool) -> list[Instruction]:
    """What a child may call on this machine: reading and computing; writing to `answer_fd` alone; no memory that
    is shared, none that can be executed; no signal, no process, and threads only if they are allowed.
    Raises KeyError for a machine that is not in MACHINES."""
    column, audit = MACHINES[machine].column, MACHINES[machine].audit
    return [
        Instruction(LOAD, 0, 0, ARCHITECTURE),
        Instruction(EQUAL, 1, 0, audit),
        _end(KILL),
        Instruction(LOAD, 0, 0, NUMBER),
        Instruction(AT_LEAST, 0, 1, X32),
        _end(KILL),
        *_each(ALLOWED, column, ALLOW),
        *_each(REFUSED, column, REFUSE),
        *_if_equal(WRITE[column], argument=0, value=answer_fd),
        # Its flags lie in memory, where a filter cannot look. Told that the call is unknown, glibc asks for the older one.
        *_each({"clone3": CLONE3}, column, UNKNOWN),
        *_thread(CLONE[column], ALLOW if threads else REFUSE),
        *_if_clear(MPROTECT[column], (2, PROT_EXEC)),
        *_if_clear(MMAP[column], (2, PROT_EXEC), (3, MAP_SHARED)),
        _end(KILL),
    ]


def _end(verdict: int) -> Instruction:
    return Instruction(RETURN, 0, 0, verdict)


def _each(
    calls: dict[str, tuple[int | None, int | None]], column: int, verdict: int
) -> Iterator[Instruction]:
    for numbers in calls.values():
        number = numbers[column]
        if number is not None:
            yield Instruction(EQUAL, 0, 1, number)
            yield _end(verdict)


def _if_equal(number: int, *, argument: int, value: int) -> list[Instruction]:
    """The call is allowed if one argument has this value, and refused otherwise."""
    test = [_load(argument), Instruction(EQUAL, 0, 1, value), _end(ALLOW), _end(REFUSE)]
    return [Instruction(EQUAL, 0, len(test), number), *test]


def _if_clear(number: int, *bits: tuple[int, int]) -> list[Instruction]:
    """The call is allowed if in each named argument the named bit is 0, and refused otherwise."""
    tests = [
        step
        for argument, bit in bits
        for step in (_load(argument), Instruction(ANY_BIT, 0, 1, bit), _end(REFUSE))
    ]
    return [Instruction(EQUAL, 0, len(tests) + 1, number), *tests, _end(ALLOW)]


def _thread(number: int, verdict: int) -> list[Instruction]:
    """A new thread gets the verdict; anything else that could be begun, such as a process, is refused."""
    return [
        Instruction(EQUAL, 0, 4, number),
        _load(0),
        Instruction(ANY_BIT, 0, 1, CLONE_THREAD),
        _end(verdict),
        _end(REFUSE),
    ]


def _load(argument: int) -> Instruction:
    # The low word: descriptors, process ids and protection bits are 32 bits wide in the kernel.
    return Instruction(LOAD, 0, 0, ARGUMENTS + 8 * argument)


def packed(instructions: list[Instruction]) -> bytes:
    """The program as an array of struct sock_filter, in the machine's byte order."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
