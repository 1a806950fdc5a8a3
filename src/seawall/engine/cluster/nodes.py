"""The machines of the Ray cluster, and how something is started on one of them and on no other."""

import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import ray
from ray.exceptions import RayActorError, RayError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from seawall.engine.cluster.replica import Place, Replica
from seawall.engine.cluster.talk import ASK, CHANGE, LIFE, NAMESPACE, got

# A search lets go of the interpreter while the kernel works, so a few run side by side.
_THREADS = {ASK: 4, CHANGE: 1, LIFE: 1}
FINDING_SECONDS = 60.0
ENDING_SECONDS = 30.0
# Shards that look at all disks at once: each look more starts a process more on every node.
LOOKING = 2


def on(node: str) -> Any:
    return NodeAffinitySchedulingStrategy(node_id=node, soft=False)


def living() -> list[str]:
    return sorted(node["NodeID"] for node in ray.nodes() if node["Alive"])


def _is_folder(path: Path) -> bool:
    return path.is_dir()


def _remove_others(base: Path, shard: int, keep: set[str]) -> None:
    for folder in base.glob(f"{shard}-*"):
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


class Nodes:
    """Chooses where replicas live. The shards' menders, one thread each, share it."""

    def __init__(self, cluster: str) -> None:
        self._cluster = cluster
        self._lock = threading.Lock()
        self._looking = threading.Semaphore(LOOKING)
        # Node of each replica that runs or is being made.
        self._taken: dict[str, str] = {}

    def take(self, token: str, but: Iterable[str]) -> str | None:
        """A living node for a new replica, the one with the fewest, none of these; None if there is no such node."""
        with self._lock:
            counts = Counter(self._taken.values())
            free = [node for node in living() if node not in set(but)]
            if not free:
                return None
            self._taken[token] = min(free, key=lambda node: (counts[node], node))
            return self._taken[token]

    def note(self, token: str, node: str) -> None:
        with self._lock:
            self._taken[token] = node

    def forget(self, token: str) -> None:
        with self._lock:
            self._taken.pop(token, None)

    def find(self, place: Place, but: Iterable[str]) -> str | None:
        """A living node, none of these, on whose disk this replica's folder lies."""
        with self._looking:
            found = (node for node, there in _everywhere(_is_folder, place.folder) if there)
            return next((node for node in found if node not in set(but)), None)

    def sweep(self, place: Place, tokens: set[str]) -> None:
        """End the processes and remove the folders of all replicas of this shard but those with these tokens."""
        ours = self._name(place)
        for name, actor in _actors(ours):
            if name.removeprefix(ours) not in tokens:
                end(actor)
        keep = {f"{place.shard}-{token}" for token in tokens}
        with self._looking:
            for _ in _everywhere(_remove_others, place.base, place.shard, keep):
                continue

    def start(self, place: Place, node: str) -> Any:
        """The replica's process, or the one that runs already. It outlives the warden and every client."""
        actor = ray.remote(concurrency_groups=_THREADS)(Replica)
        options = actor.options(
            name=self._name(place),
            namespace=NAMESPACE,
            lifetime="detached",
            get_if_exists=True,
            num_cpus=0,
            max_restarts=0,
            scheduling_strategy=on(node),
        )
        return options.remote(place)

    def _name(self, place: Place) -> str:
        return f"{_prefix(self._cluster)}{place.shard} {place.token}"


def end_all(cluster: str) -> None:
    """End the processes of all replicas of a cluster. Their folders stay."""
    actors = [actor for _, actor in _actors(_prefix(cluster))]
    for actor in actors:
        end(actor)
    for actor in actors:
        wait_for_the_end(actor)


def _prefix(cluster: str) -> str:
    return f"replica {cluster} "


def _actors(prefix: str) -> Iterator[tuple[str, Any]]:
    """Those whose names begin so. One that dies between being listed and being looked up is left out."""
    listed = ray.util.list_named_actors(all_namespaces=True)
    for name in [actor["name"] for actor in listed if actor["namespace"] == NAMESPACE]:
        if name.startswith(prefix):
            try:
                actor = ray.get_actor(name, namespace=NAMESPACE)
            except ValueError:
                continue
            yield name, actor


def _everywhere(function: Callable[..., Any], *words: Any) -> Iterator[tuple[str, Any]]:
    """What a function answers on each living node; those that do not answer are left out."""
    task = ray.remote(num_cpus=0, max_retries=0)(function)
    asked = {node: task.options(scheduling_strategy=on(node)).remote(*words) for node in living()}
    for node, answer in asked.items():
        try:
            yield node, got(answer, FINDING_SECONDS)
        except RayError:
            continue


def end(actor: Any) -> None:
    """Kill a process of the cluster; not an error if it is gone already."""
    try:
        ray.kill(actor, no_restart=True)
    except (RayError, ValueError):
        return


def wait_for_the_end(actor: Any) -> None:
    """Until Ray knows that a process is gone, for half a minute at most."""
    deadline = time.monotonic() + ENDING_SECONDS
    while time.monotonic() < deadline:
        try:
            got(actor.__ray_ready__.remote(), 1)
        except RayActorError:
            return
        except RayError:
            continue
        time.sleep(0.05)
