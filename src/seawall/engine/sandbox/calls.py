"""System calls by name, with their numbers on each machine we know (linux/arch/x86/entry/syscalls/syscall_64.tbl and
include/uapi/asm-generic/unistd.h, which aarch64 uses). None: the machine has no such call."""

from typing import Final

# What decoding needs: reading the open file, memory, time, signals of one's own, ending.
ALLOWED: Final[dict[str, tuple[int | None, int | None]]] = {
    "read": (0, 63),
    "pread64": (17, 67),
    "readv": (19, 65),
    "lseek": (8, 62),
    "fstat": (5, 80),
    "close": (3, 57),
    "brk": (12, 214),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "futex": (202, 98),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "times": (100, 153),
    "getrusage": (98, 165),
    "getrandom": (318, 278),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getcpu": (309, 168),
    "sched_getaffinity": (204, 123),
    "sched_yield": (24, 124),
    "sysinfo": (99, 179),
    "uname": (63, 160),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    # How glibc begins a thread, where a task may have some.
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
    "exit": (60, 93),
    "exit_group": (231, 94),
}

# What libraries try in good faith and can do without: they are told EPERM. Everything not named on this page kills the child.
REFUSED: Final[dict[str, tuple[int | None, int | None]]] = {
    "open": (2, None),
    "openat": (257, 56),
    "openat2": (437, 437),
    "stat": (4, None),
    "lstat": (6, None),
    # With an absolute path it ignores the descriptor it is given, so fstat by way of it is refused too.
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "statfs": (137, 43),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "ioctl": (16, 29),
    "fcntl": (72, 25),
    "dup": (32, 23),
    "poll": (7, None),
    "ppoll": (271, 73),
    "prctl": (157, 167),
    "getrlimit": (97, 163),
    "prlimit64": (302, 261),
    "fork": (57, None),
    "vfork": (58, None),
    # By which abort() ends a process; refused, it ends it by a forbidden instruction.
    "tgkill": (234, 131),
    "memfd_create": (319, 279),
    "membarrier": (324, 283),
    "sched_setaffinity": (203, 122),
    "sched_getscheduler": (145, 120),
    "sched_getparam": (143, 121),
}

# Judged by their arguments; filter.py says how.
WRITE: Final = (1, 64)
MMAP: Final = (9, 222)
MPROTECT: Final = (10, 226)
CLONE: Final = (56, 220)
CLONE3: Final = (435, 435)
