"""Access keys in the memory of a process, so that a door can know a key without a question to the database.

A thread reads them anew several times a second. A key that was revoked a moment ago is refused within that time; when the
database has not answered for a while nobody can know who was revoked, and then nobody is let in.
"""

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.errors import NotLetIn, NotReady
from seawall.core.repeated import Repeated
from seawall.people.access import digest_of
from seawall.people.models import AccessKey
from seawall.people.states import Scope

EVERY = 0.25
# Two turns that failed and a slow machine; longer than this nobody is let in on old knowledge.
LONGEST_BLIND = 5.0
FIRST_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class HeldKey:
    """What a door needs to know of a key; its digest is not shown."""

    key_id: str
    owner_id: str
    holder: str
    scopes: frozenset[Scope]
    lists: frozenset[str]
    limits: Limits
    expires_at: datetime
    actor: Actor = field(repr=False)


class Ring:
    """All keys that open, by digest, as a thread of this process read them last."""

    def __init__(self) -> None:
        self._keys: Mapping[str, HeldKey] = {}
        self._seen_at = float("-inf")
        self._pid, self._starting, self._first = 0, threading.Lock(), threading.Event()
        self._thread = Repeated("keys", self.read, EVERY)

    def read(self) -> None:
        asked = time.monotonic()
        self._keys = {key.digest: _held(key) for key in AccessKey.objects.filter(revoked_at__isnull=True)}
        self._seen_at = asked
        self._first.set()

    def current(self) -> Mapping[str, HeldKey]:
        """Raises `NotReady` when they were not read for too long."""
        if self._pid != os.getpid():
            self._start()
        self._first.wait(FIRST_WAIT)
        if time.monotonic() - self._seen_at > LONGEST_BLIND:
            raise NotReady
        return self._keys

    def _start(self) -> None:
        """In this process, once: a thread does not survive a fork."""
        with self._starting:
            if self._pid != os.getpid():
                self._thread.start()
                self._pid = os.getpid()

    def stop(self) -> None:
        self._thread.stop()


ring = Ring()


def held_key(secret: str) -> HeldKey:
    """The key with this secret, if it opens now. Without a question to the database; the door asks for the scope."""
    key = ring.current().get(digest_of(secret))
    if key is None or key.expires_at <= clock.now():
        raise NotLetIn
    return key


def _held(key: AccessKey) -> HeldKey:
    return HeldKey(
        key_id=key.id,
        owner_id=key.owner_id,
        holder=key.holder,
        # A scope of a later version opens nothing here.
        scopes=frozenset(Scope(scope) for scope in key.scopes if scope in Scope.values),
        lists=frozenset(key.lists),
        limits=Limits(key.per_minute, key.per_day),
        expires_at=key.expires_at,
        actor=Actor.key_holder(key.owner_id, key.id),
    )
