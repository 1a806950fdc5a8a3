"""Two nodes of Ray's on this machine, and what can happen to them and to the processes on them."""

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import psutil
import ray
from ray._raylet import Config
from ray.cluster_utils import Cluster

from seawall.engine.cluster.connection import at_home
from seawall.engine.cluster.index import ClusterIndex

NODE = {"num_cpus": 2, "object_store_memory": 100 << 20, "include_dashboard": False}
Done = TypeVar("Done")


def patiently(deed: Callable[[], Done]) -> Done:
    """Ray gives its own processes half a minute to start, which is not enough where others have the machine."""
    for _ in range(4):
        try:
            return deed()
        except Exception as error:
            last = error
    raise last


class Machines:
    def __init__(self, folder: Path) -> None:
        # A key of this run, as the howto says; Ray reads the environment again when it is told to.
        os.environ.update(
            RAY_AUTH_MODE="token",
            RAY_AUTH_TOKEN=secrets.token_hex(16),
            RAY_USAGE_STATS_ENABLED="0",
            RAY_TMPDIR=str(folder),
            # Ray ends its tasks when others have filled the machine's memory; ours are small.
            RAY_memory_monitor_refresh_ms="0",
        )
        Config.initialize("")
        self._cluster: Cluster = patiently(self._first)
        with at_home():
            ray.init(address=self._cluster.address, log_to_driver=False)
        self.second = self._add()

    def _first(self) -> Cluster:
        cluster = Cluster()
        with at_home():
            cluster.add_node(**NODE)
        return cluster

    def _add(self) -> Any:
        with at_home():
            return patiently(lambda: self._cluster.add_node(**NODE))

    def whole(self) -> "Machines":
        """With a second node, if that of before was lost."""
        if self.second is None:
            self.second = self._add()
        return self

    def processes_of_the_second(self) -> list[int]:
        raylet = psutil.Process(self.second.all_processes["raylet"][0].process.pid)
        return [process.pid for process in [raylet, *raylet.children(recursive=True)]]

    def lose_the_second(self) -> None:
        """As when its machine loses power: every process of it is gone at once."""
        for pid in self.processes_of_the_second():
            with suppress_gone():
                psutil.Process(pid).kill()
        self._cluster.remove_node(self.second, allow_graceful=False)
        self.second = None

    def close(self) -> None:
        ray.shutdown()
        self._cluster.shutdown()


@contextmanager
def suppress_gone() -> Iterator[None]:
    try:
        yield
    except psutil.NoSuchProcess:
        return


@contextmanager
def created(folder: Path, **words: Any) -> Iterator[ClusterIndex]:
    """An index that ends with the test."""
    index = ClusterIndex.create(folder, **words)
    try:
        yield index
    finally:
        index.stop()


def replicas(folder: Path, shard: int | None = None) -> dict[str, psutil.Process]:
    """The processes that hold the folders of replicas, of one shard or of all, by the folder's name."""
    base = f"{folder.absolute()}/replicas/"
    return {
        Path(name).parent.name: process
        for process, name in _locks(base)
        if shard is None or Path(name).parent.name.startswith(f"{shard}-")
    }


def warden(folder: Path) -> psutil.Process:
    [process] = wardens(folder)
    return process


def wardens(folder: Path) -> list[psutil.Process]:
    """The one in office, and one that is about to follow or none."""
    return [process for process, _ in _locks(f"{folder.absolute()}/lock")]


def _locks(start: str) -> Iterator[tuple[psutil.Process, str]]:
    for process in psutil.process_iter():
        with suppress_gone():
            for name in open_files(process):
                if name.startswith(start) and name.endswith("/lock"):
                    yield process, name


def open_files(process: psutil.Process) -> list[str]:
    try:
        descriptors = list(Path(f"/proc/{process.pid}/fd").iterdir())
        return [os.readlink(descriptor) for descriptor in descriptors]
    except OSError:
        return []


def until(true: Callable[[], bool], seconds: float = 600.0) -> None:
    """Where others have the machine, one process of Ray's takes a minute to start."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


def until_whole(index: ClusterIndex) -> None:
    """Every shard has all its replicas."""
    until(lambda: all(len(shard.nodes) == shard.replicas for shard in index.state()))
