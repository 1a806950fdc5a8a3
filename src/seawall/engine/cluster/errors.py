"""What the cluster says when it cannot answer whole. It never answers in part."""

from seawall.engine.errors import EngineError


class ShardLost(EngineError):
    """No living replica of some shard: what is asked cannot be answered whole. `shards` are their numbers."""

    def __init__(self, message: str, shards: tuple[int, ...] = ()) -> None:
        super().__init__(message, shards)
        self.shards = shards

    def __str__(self) -> str:
        return str(self.args[0])


class Unfinished(EngineError):
    """A change that may be stored in all shards, in some or in none. Made again, it does no harm."""


class WardenLost(EngineError):
    """The process that knows which replicas are whole does not answer, so no answer could be trusted."""


class Behind(EngineError):
    """A replica was handed a change that does not follow on its own state, or by a warden that is no longer in office."""
