"""What the engine says when it cannot do what it is asked. Plain English for the log; the product words it for its pages."""


class EngineError(Exception):
    """The kin of all of them."""


class BadInput(EngineError, ValueError):
    """An argument of the wrong shape, type or range; nothing was changed."""


class Damaged(EngineError):
    """A file of the index is not what was written: wrong checksum, length or format."""


class Locked(EngineError):
    """Another process writes to this index; there is one writer at a time."""


class ReadOnly(EngineError):
    """The index was opened for reading."""
