"""A secret that opens one page to one person without an account. It is shown once, to whoever hands it on; here stays a slow keyed hash."""

import secrets
from dataclasses import dataclass

from django.conf import settings

from seawall.core import spoken_codes
from seawall.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Tickets:
    """Of one kind of page. `pepper`: each kind has a key of its own, so that no ticket opens another's page; `path`: where it lies."""

    pepper: str
    path: str

    def new(self) -> str:
        return spoken_codes.spoken(secrets.token_bytes(spoken_codes.BYTES))

    def hash_of(self, ticket: str) -> str:
        return spoken_codes.slow_hash(ticket, self.pepper)

    def hash_typed(self, text: str) -> str:
        """Of what stands in an address. NotFound where it cannot be a ticket."""
        ticket = spoken_codes.normal(text)
        if not ticket:
            raise NotFound
        return self.hash_of(ticket)

    def link_to(self, ticket: str) -> str:
        return f"{settings.NODE_URL}/{self.path}/{spoken_codes.grouped(ticket, '-')}/"
