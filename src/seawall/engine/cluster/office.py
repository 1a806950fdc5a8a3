"""The warden's office: how it is found, started where its roll is, and closed."""

import os
from pathlib import Path
from typing import Any

import ray

from seawall.engine.cluster import roll as rolls
from seawall.engine.cluster.nodes import end, end_all, on, wait_for_the_end
from seawall.engine.cluster.talk import ASK, CHANGE, NAMESPACE, here
from seawall.engine.cluster.warden import Warden
from seawall.engine.errors import BadInput

# Searches of many clients ask it at once; changes of different shards go side by side.
_THREADS = {ASK: 8, CHANGE: 8}


def checked(folder: str | os.PathLike[str]) -> Path:
    """The path, made absolute: it means the same on every node. Raises `BadInput` where Ray is not connected."""
    if not ray.is_initialized():
        raise BadInput("not connected to a Ray cluster: call seawall.engine.cluster.connect() first")
    return Path(folder).absolute()


def running(folder: Path) -> Any | None:
    """The warden of the index in this folder, if it is in office."""
    try:
        return ray.get_actor(_name(folder), namespace=NAMESPACE)
    except ValueError:
        return None


def start(folder: Path) -> Any:
    """Put a warden into office here, where the roll must be. It outlives this process, and a death of its own."""
    if not (folder / rolls.NAME).exists():
        raise BadInput(f"no index runs under {folder}, and no roll of one is on this node")
    rolls.read(folder)
    options = ray.remote(concurrency_groups=_THREADS)(Warden).options(
        name=_name(folder),
        namespace=NAMESPACE,
        lifetime="detached",
        get_if_exists=True,
        num_cpus=0,
        max_restarts=-1,
        scheduling_strategy=on(here()),
    )
    return options.remote(folder)


def stop(warden: Any, cluster: str) -> None:
    """End the warden, then all replicas: in this order, or it would start them again."""
    end(warden)
    wait_for_the_end(warden)
    end_all(cluster)


def _name(folder: Path) -> str:
    return f"warden {folder}"
