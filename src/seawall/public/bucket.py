"""How many wrong codes and how many tips this door answers: one bucket for everybody, because nothing is kept about anybody.

A right code always passes, so that nobody can lock reporters out by trying codes; guessing is hopeless anyway (80 bits).
"""

import threading
import time

BURST = 30
PER_SECOND = 0.5


class Bucket:
    def __init__(self, burst: float = BURST, per_second: float = PER_SECOND) -> None:
        self.burst, self.per_second = burst, per_second
        self.tokens, self.at = burst, time.monotonic()
        self.lock = threading.Lock()

    def take(self) -> bool:
        with self.lock:
            now = time.monotonic()
            self.tokens = min(self.burst, self.tokens + (now - self.at) * self.per_second)
            self.at = now
            if self.tokens < 1:
                return False
            self.tokens -= 1
            return True


wrong_codes = Bucket()
# Tips about objects, one a second and a hundred at once: more no desk can read, and a flood of them would bury those that help.
tips = Bucket(burst=100, per_second=1)
