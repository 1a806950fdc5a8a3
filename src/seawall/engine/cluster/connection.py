"""Joining a Ray cluster, or starting one of a single node for a trial. Ray is told to stay silent and at home."""

import ipaddress
import os
from collections.abc import Iterator
from contextlib import contextmanager

import ray
from ray._private import ray_constants

from seawall.engine.errors import EngineError


def connect(address: str | None = None, *, processors: int | None = None) -> None:
    """Join the Ray cluster at `address` ("host:port", or "auto" for the one whose node runs on this machine).

    Without an address, start one of this process and machine alone, which listens on loopback and ends with the process;
    `processors` says how many tasks of bulk work it does at once. Nothing is reported to Ray's makers, no dashboard is started.
    Does nothing if this process is connected already. Errors: ConnectionError; EngineError if Ray would listen elsewhere.
    """
    if ray.is_initialized():
        return
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address is not None:
        ray.init(address=address, log_to_driver=False)
        return
    with at_home():
        ray.init(num_cpus=processors, include_dashboard=False, log_to_driver=False)
    if not all(ipaddress.ip_address(node["NodeManagerAddress"]).is_loopback for node in ray.nodes()):
        ray.shutdown()
        raise EngineError(
            "this version of Ray does not keep to loopback; start its nodes by hand, see the howto"
        )


@contextmanager
def at_home() -> Iterator[None]:
    """Ray's own switch for systems where it may not listen on networks. What is started meanwhile is told this one address."""
    before = ray_constants.ENABLE_RAY_CLUSTER
    ray_constants.ENABLE_RAY_CLUSTER = False
    try:
        yield
    finally:
        ray_constants.ENABLE_RAY_CLUSTER = before
