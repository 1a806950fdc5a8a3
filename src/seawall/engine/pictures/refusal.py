"""How this folder says no within itself; at its door it becomes `NotHashable`."""

from seawall.engine.nothashable import SENTENCES, Reason


class Unreadable(Exception):
    """The file has no picture that could be hashed, for this reason."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(SENTENCES[reason])
