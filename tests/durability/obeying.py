"""One who shares and withdraws, one who looks, and the worker that keeps the index: each a process of its own."""

import subprocess
import sys

from tests.durability.node import ROOT, Node


class Talker:
    def __init__(self, node: Node, *words: str) -> None:
        argv = [sys.executable, "-m", "tests.durability.lookers", *words]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(argv, env=node.env, cwd=ROOT, **pipes)

    def tell(self, line: str) -> None:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        line = self.process.stdout.readline().strip()
        assert line, "it ended"
        return line


class Scene:
    """One who shares and withdraws, one who looks, and the worker that keeps the index."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.lister = Talker(node, "lister")
        self.looker = Talker(node, "looker", self.lister.hear())
        self.worker = node.spawn("work")

    def do(self, deed: str, value: str, found: str) -> float:
        """Seconds from the end of the deed until another process obeys it; negative when it did before."""
        self.looker.tell(f"{found} {value}")
        assert self.looker.hear() == "looking"
        return -self.done(deed, value) + float(self.looker.hear())

    def done(self, deed: str, value: str) -> float:
        self.lister.tell(f"{deed} {value}")
        return float(self.lister.hear())

    def kill_worker(self) -> None:
        self.worker.kill()
        self.worker.wait()

    def end(self) -> None:
        for process in (self.worker, self.lister.process, self.looker.process):
            process.kill()
            process.wait()


def near(value: str) -> str:
    """Another picture that looks alike: 12 of 256 bits differ."""
    return f"{int(value, 16) ^ 0xFFF:064x}"
