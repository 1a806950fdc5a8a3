"""Past one machine: an index whose *shards* lie in several *replicas* on the nodes of a Ray cluster, and fingerprinting in
bulk on all of them. The *warden*, one process, knows which replicas are whole, and every change goes through it.
The only part that knows Ray. A Ray cluster is one zone of trust: whoever reaches its ports runs code on its machines."""

try:
    # Only to say what is missing before the imports below fail with less to go by.
    import ray as _ray  # noqa: F401
except ModuleNotFoundError as error:
    if error.name != "ray":
        raise
    raise ModuleNotFoundError(
        "Ray is not installed, and what is spread over machines needs it: pip install seawall[cluster]",
        name="ray",
    ) from error

from seawall.engine.cluster.bulk import NotRead, fingerprint_all
from seawall.engine.cluster.connection import connect
from seawall.engine.cluster.errors import ShardLost, Unfinished, WardenLost
from seawall.engine.cluster.index import ClusterIndex

__all__ = [
    "ClusterIndex",
    "NotRead",
    "ShardLost",
    "Unfinished",
    "WardenLost",
    "connect",
    "fingerprint_all",
]
