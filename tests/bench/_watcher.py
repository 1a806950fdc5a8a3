"""How much memory a process and those that it begins need at most: `python -m tests.bench._watcher PID`, until standard input is closed.

Prints megabytes. A page that several of them share is counted once (PSS), which a process cannot say of itself.
"""

import os
import select
import sys

import psutil

SECONDS = 0.25


def held(top: psutil.Process) -> int:
    own = (one for one in [top, *top.children(recursive=True)] if one.pid != os.getpid())
    return sum(of_one(one) for one in own)


def of_one(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def main(pid: int) -> None:
    top, most = psutil.Process(pid), 0
    while not select.select([sys.stdin], [], [], SECONDS)[0]:
        most = max(most, held(top))
    print(most / (1 << 20))


if __name__ == "__main__":
    main(int(sys.argv[1]))
