"""What the warden knows of one shard: its version, and the replicas that are whole and living."""

import threading
import time
from typing import Any, NamedTuple

LOST = -1
# A warden that has just taken office looks for the replicas on the roll; a change waits so long for them at most.
MEETING_SECONDS = 30.0


class Seat(NamedTuple):
    """A replica that runs. The term tells it from an earlier run of the same replica."""

    token: str
    term: int
    node: str
    actor: Any

    @property
    def key(self) -> tuple[str, int]:
        return self.token, self.term


class Standing(NamedTuple):
    """The changes acknowledged so far, and the seats that hold them all. Without seats, nobody knows the version."""

    version: int = LOST
    seats: tuple[Seat, ...] = ()

    @property
    def tokens(self) -> set[str]:
        return {seat.token for seat in self.seats}


class Shard:
    def __init__(self, number: int) -> None:
        self.number = number
        # Held by whoever stores a change in this shard or lets a replica in or out.
        self.changing = threading.RLock()
        # Replaced whole, so that whoever reads it without the lock sees seats and version that belong together.
        self.standing = Standing()
        # While a replica is being copied: the changes since, by version, each as a reference to it.
        self.since: dict[int, Any] | None = None
        # Set to have the shard looked after at once.
        self.call = threading.Event()
        # Notified when a replica is let in, and when all on the roll were looked for.
        self.back = threading.Condition()
        self._met = False
        self._meeting_ends = time.monotonic() + MEETING_SECONDS
        self.trouble = ""

    def let_in(self, seat: Seat, version: int) -> None:
        with self.changing:
            others = tuple(other for other in self.standing.seats if other.token != seat.token)
            self.standing = Standing(version, (*others, seat))
        with self.back:
            self.back.notify_all()

    def let_out(self, key: tuple[str, int]) -> None:
        """This one answers no more. With the last one goes the knowledge of the version, until one comes back."""
        with self.changing:
            left = tuple(seat for seat in self.standing.seats if seat.key != key)
            self.standing = Standing(self.standing.version, left) if left else Standing()
        self.call.set()

    def all_met(self) -> None:
        """Whoever is on the roll and lives was let in."""
        with self.back:
            self._met = True
            self.back.notify_all()

    def wait(self, seconds: float) -> bool:
        """Until a change can be stored, for so long at most: there is a living replica, and the others on the roll had their time
        to come back. A change that is stored without them strikes them off, and each would be copied anew."""
        deadline = time.monotonic() + seconds
        with self.back:
            self.back.wait_for(lambda: self._met, min(deadline, self._meeting_ends) - time.monotonic())
            return self.back.wait_for(lambda: bool(self.standing.seats), deadline - time.monotonic())
